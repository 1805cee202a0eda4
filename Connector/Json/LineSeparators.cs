using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dixa.Connector.Json;

/// <summary>U+0085, U+2028 and U+2029: JSON allows them in strings, but Python's <c>str.splitlines()</c> and Node's <c>readline</c> break lines at them.</summary>
/// <remarks><c>str.splitlines()</c> also breaks at U+000B, U+001C and others. Those are control characters, which JSON requires to be escaped.</remarks>
public static class LineSeparators
{
    /// <summary>The first byte of U+0085 in UTF-8. U+2028 and U+2029 begin with <see cref="LongLead"/>.</summary>
    private const byte ShortLead = 0xC2;

    private const byte LongLead = 0xE2;

    /// <remarks>Compares thirty-two positions at once, each with the next two bytes. The first byte alone says little: text in most scripts is full of it.</remarks>
    public static bool AreIn(ReadOnlySpan<byte> text)
    {
        const int Behind = 2;
        var at = 0;
        for (ref var start = ref MemoryMarshal.GetReference(text); text.Length - at >= Vector256<byte>.Count + Behind; at += Vector256<byte>.Count)
        {
            var first = Vector256.LoadUnsafe(in start, (nuint)at);
            var second = Vector256.LoadUnsafe(in start, (nuint)at + 1);
            var third = Vector256.LoadUnsafe(in start, (nuint)at + 2);
            var isShort = Vector256.Equals(first, Vector256.Create(ShortLead)) & Vector256.Equals(second, Vector256.Create((byte)0x85));
            var isLong = Vector256.Equals(first, Vector256.Create(LongLead))
                & Vector256.Equals(second, Vector256.Create((byte)0x80))
                & Vector256.Equals(third & Vector256.Create((byte)0xFE), Vector256.Create((byte)0xA8));
            if ((isShort | isLong) != Vector256<byte>.Zero)
            {
                return true;
            }
        }

        for (; at < text.Length; at++)
        {
            if (text[at] is ShortLead or LongLead && EscapeAt(text[at..], out _).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The index of the first character that may be one of them; -1 if there is none.</summary>
    public static int IndexOfLead(ReadOnlySpan<byte> text) => text.IndexOfAny(ShortLead, LongLead);

    /// <summary>The JSON escape of the first character in the text; empty if the character is none of them.</summary>
    /// <param name="length">The character's length in bytes.</param>
    public static ReadOnlySpan<byte> EscapeAt(ReadOnlySpan<byte> text, out int length)
    {
        var escape =
            text.StartsWith("\u2028"u8) ? @"\u2028"u8 :
            text.StartsWith("\u2029"u8) ? @"\u2029"u8 :
            text.StartsWith("\u0085"u8) ? @"\u0085"u8 : default;
        length = text[0] == ShortLead ? 2 : 3;
        return escape;
    }
}
