using System.Globalization;

namespace Dixa.Connector.Json;

/// <summary>Parses the formats in which Dixa writes times, and finds what has to change for RFC 3339.</summary>
public static class DateTimeText
{
    private const string Minutes = "0000-00-00T00:00";
    private const string Seconds = Minutes + ":00";

    /// <summary>Whether the text begins with a date and a time of day.</summary>
    public static bool IsTime(ReadOnlySpan<byte> text) => StartsLike(text, Minutes);

    /// <summary>The length of a time without a zone name in brackets after it: <c>…Z[GMT]</c>, <c>…+01:00[Europe/Copenhagen]</c>.</summary>
    public static int LengthWithoutZoneName(ReadOnlySpan<byte> time)
    {
        var bracket = time.IndexOf((byte)'[');
        return bracket > 0 && time[^1] == ']' ? bracket : time.Length;
    }

    /// <summary>Whether the text is a date and a time of day without a zone. Such a time is taken as UTC.</summary>
    public static bool IsZoneless(ReadOnlySpan<byte> time)
    {
        if (!StartsLike(time, Seconds) || (time.Length > Seconds.Length && time[Seconds.Length] != '.'))
        {
            return false;
        }

        var fraction = time[Seconds.Length..];
        return fraction.IsEmpty || (fraction.Length > 1 && !fraction[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    /// <summary>The Unix time in milliseconds, rounded down; null if the text is not a time.</summary>
    public static long? ToMilliseconds(ReadOnlySpan<byte> time)
    {
        time = time[..LengthWithoutZoneName(time)];
        Span<char> text = stackalloc char[64];
        if (time.Length > text.Length || time.IsEmpty)
        {
            return null;
        }

        for (var i = 0; i < time.Length; i++)
        {
            text[i] = (char)time[i];
        }

        return DateTimeOffset.TryParse(
            text[..time.Length],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var parsed)
            ? parsed.ToUnixTimeMilliseconds()
            : null;
    }

    /// <summary>Whether the text begins in the given format, in which a 0 stands for any digit.</summary>
    private static bool StartsLike(ReadOnlySpan<byte> text, string form)
    {
        if (text.Length < form.Length)
        {
            return false;
        }

        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '0' ? !char.IsAsciiDigit((char)text[i]) : text[i] != form[i])
            {
                return false;
            }
        }

        return true;
    }
}
