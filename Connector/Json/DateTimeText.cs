using System.Globalization;

namespace Dixa.Connector.Json;

/// <summary>The spellings of a time that Dixa uses, and what makes them RFC 3339.</summary>
public static class DateTimeText
{
    /// <summary>How much of a time is left without the name of a zone in brackets behind it: <c>…Z[GMT]</c>, <c>…+01:00[Europe/Copenhagen]</c>.</summary>
    public static int LengthWithoutZoneName(ReadOnlySpan<byte> time)
    {
        var bracket = time.IndexOf((byte)'[');
        return bracket > 0 && time[^1] == ']' ? bracket : time.Length;
    }

    /// <summary>Whether it is a date and a time of day and nothing behind them. Such a time is taken as UTC.</summary>
    public static bool IsZoneless(ReadOnlySpan<byte> time)
    {
        const string Seconds = "0000-00-00T00:00:00";
        if (time.Length < Seconds.Length || (time.Length > Seconds.Length && time[Seconds.Length] != '.'))
        {
            return false;
        }

        for (var i = 0; i < Seconds.Length; i++)
        {
            if (Seconds[i] == '0' ? !char.IsAsciiDigit((char)time[i]) : time[i] != Seconds[i])
            {
                return false;
            }
        }

        var fraction = time[Seconds.Length..];
        return fraction.IsEmpty || (fraction.Length > 1 && !fraction[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    /// <summary>The Unix time in milliseconds, cut off below; null when it is no time.</summary>
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
}
