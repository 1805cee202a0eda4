using System.Globalization;
using System.Net;
using System.Text;

namespace Dixa.Connector.Diagnostics;

/// <summary>A character as it is escaped in a URL, in JSON or in HTML.</summary>
/// <param name="Length">The escape's length in bytes; zero for none.</param>
/// <param name="Rune">The character; null if <paramref name="Byte"/> is set instead.</param>
/// <param name="Byte">One byte of a URL.</param>
public readonly record struct Escape(int Length, Rune? Rune, byte Byte = 0)
{
    /// <summary>No character has a longer name or number.</summary>
    private const int LongestEntity = 12;

    /// <summary>The escape at the start of <paramref name="text"/>.</summary>
    public static Escape At(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'%', ..] when Hex(text, 1, 2) is { } value => new Escape(3, null, (byte)value),
        [(byte)'\\', (byte)'u', ..] when Hex(text, 2, 4) is { } value => OfUtf16(text, (char)value),
        [(byte)'\\', (byte)'x', ..] when Hex(text, 2, 2) is { } value => new Escape(4, null, (byte)value),
        [(byte)'\\', (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f', ..] => new Escape(2, new Rune(' ')),
        [(byte)'\\', (byte)'"' or (byte)'\'' or (byte)'/' or (byte)'\\', ..] => new Escape(2, null, text[1]),
        [(byte)'&', (byte)'#', (byte)'x' or (byte)'X', ..] => OfNumber(text, 3, isHex: true),
        [(byte)'&', (byte)'#', ..] => OfNumber(text, 2, isHex: false),
        [(byte)'&', ..] => OfName(text),
        _ => default,
    };

    private static int? Hex(ReadOnlySpan<byte> text, int start, int digits) =>
        text.Length >= start + digits && int.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static Escape OfUtf16(ReadOnlySpan<byte> text, char unit)
    {
        if (char.IsHighSurrogate(unit) && text.Length > 6 && text[6..] is [(byte)'\\', (byte)'u', ..] && Hex(text, 8, 4) is { } low && char.IsLowSurrogate((char)low))
        {
            return new Escape(12, new Rune(unit, (char)low));
        }

        return new Escape(6, System.Text.Rune.TryCreate(unit, out var rune) ? rune : System.Text.Rune.ReplacementChar);
    }

    /// <summary><c>&amp;#116;</c> and <c>&amp;#x74;</c>. Like browsers, it also accepts them without the semicolon.</summary>
    private static Escape OfNumber(ReadOnlySpan<byte> text, int start, bool isHex)
    {
        var end = start;
        while (end < text.Length && (isHex ? char.IsAsciiHexDigit((char)text[end]) : char.IsAsciiDigit((char)text[end])))
        {
            end++;
        }

        var digits = text[start..end].TrimStart((byte)'0');
        return digits.Length is > 0 and < LongestEntity
            && int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && System.Text.Rune.TryCreate(value, out var rune)
            ? new Escape(end < text.Length && text[end] == ';' ? end + 1 : end, rune)
            : default;
    }

    private static Escape OfName(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf((byte)';');
        if (end < 0)
        {
            return default;
        }

        var entity = Encoding.UTF8.GetString(text[..(end + 1)]);
        return WebUtility.HtmlDecode(entity) is var decoded && decoded != entity && System.Text.Rune.TryGetRuneAt(decoded, 0, out var rune)
            ? new Escape(end + 1, rune)
            : default;
    }
}
