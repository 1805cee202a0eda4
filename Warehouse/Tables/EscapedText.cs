using System.Globalization;
using System.Text;

namespace Dixa.Warehouse.Tables;

/// <summary>Reads the escapes of JSON strings, and mends those that a database can't hold.</summary>
public static class EscapedText
{
    private const int UnicodeEscape = 6;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>Appends a string without its escapes. Half a character becomes U+FFFD, and so does NUL unless it may stay.</summary>
    /// <returns>Whether anything was replaced.</returns>
    public static bool Unescape(ReadOnlySpan<byte> escaped, Scratch into, bool keepNul)
    {
        var isReplaced = false;
        into.Reserve(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain != 0)
            {
                plain = plain < 0 ? escaped.Length : plain;
                into.Write(escaped[..plain]);
                escaped = escaped[plain..];
                continue;
            }

            if (escaped[1] != (byte)'u')
            {
                into.Write(escaped[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    var other => other,
                });
                escaped = escaped[2..];
                continue;
            }

            var unit = Unit(escaped);
            var low = char.IsHighSurrogate(unit) ? NextUnit(escaped) : '\0';
            if (char.IsLowSurrogate(low))
            {
                into.Advance(new Rune(unit, low).EncodeToUtf8(into.Reserve(4)));
                escaped = escaped[(2 * UnicodeEscape)..];
                continue;
            }

            if (char.IsSurrogate(unit) || (unit == '\0' && !keepNul))
            {
                isReplaced = true;
                into.Write(Replacement);
            }
            else
            {
                into.Advance(new Rune(unit).EncodeToUtf8(into.Reserve(4)));
            }

            escaped = escaped[UnicodeEscape..];
        }

        return isReplaced;
    }

    /// <summary>Overwrites the escapes of NUL and of half characters by that of U+FFFD, which is as long.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Mend(Span<byte> escaped)
    {
        var isMended = false;
        for (var at = escaped.IndexOf((byte)'\\'); at >= 0 && at < escaped.Length - 1;)
        {
            var length = 2;
            if (escaped[at + 1] == (byte)'u')
            {
                var rest = escaped[at..];
                var unit = Unit(rest);
                length = UnicodeEscape;
                if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(NextUnit(rest)))
                {
                    length *= 2;
                }
                else if (char.IsSurrogate(unit) || unit == '\0')
                {
                    "\\ufffd"u8.CopyTo(rest);
                    isMended = true;
                }
            }

            at += length;
            var next = at < escaped.Length ? escaped[at..].IndexOf((byte)'\\') : -1;
            at = next < 0 ? -1 : at + next;
        }

        return isMended;
    }

    /// <summary>The code unit of the escape with which the text begins.</summary>
    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..UnicodeEscape], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char NextUnit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 2 * UnicodeEscape && escape[UnicodeEscape] == (byte)'\\' && escape[UnicodeEscape + 1] == (byte)'u' ? Unit(escape[UnicodeEscape..]) : '\0';
}
