using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dixa.Connector.Json;

/// <summary>Parses the formats in which Dixa writes times, and finds what has to change for RFC 3339.</summary>
public static class DateTimeText
{
    /// <summary>The length of a date and a time of day with seconds.</summary>
    private static readonly int Seconds = "0000-00-00T00:00:00".Length;

    /// <summary>A finer fraction is left to the framework, which rounds it.</summary>
    private static readonly int LongestFraction = ".1234567".Length;

    /// <summary>Whether the text begins with a date and a time of day.</summary>
    /// <remarks>A schema says it of many fields of each record, so all places are looked at in one step.</remarks>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        var form = Vector128.Create("0000-00-00T00:00"u8);
        if (text.Length < Vector128<byte>.Count)
        {
            return false;
        }

        var start = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(text));
        var isDigit = Vector128.LessThanOrEqual(start - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var isDigitExpected = Vector128.Equals(form, Vector128.Create((byte)'0'));
        return Vector128.ConditionalSelect(isDigitExpected, isDigit, Vector128.Equals(start, form)) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>The length of a time without a zone name in brackets after it: <c>…Z[GMT]</c>, <c>…+01:00[Europe/Copenhagen]</c>.</summary>
    public static int LengthWithoutZoneName(ReadOnlySpan<byte> time)
    {
        var bracket = time.IndexOf((byte)'[');
        return bracket > 0 && time[^1] == ']' ? bracket : time.Length;
    }

    /// <summary>Whether the text is a date and a time of day without a zone. Such a time is taken as UTC.</summary>
    public static bool IsZoneless(ReadOnlySpan<byte> time) => HasSeconds(time) && IsFraction(time[Seconds..]);

    /// <summary>The Unix time in milliseconds, rounded down; null if the text is not a time.</summary>
    public static long? ToMilliseconds(ReadOnlySpan<byte> time)
    {
        time = time[..LengthWithoutZoneName(time)];
        if (TryUtc(time, out var milliseconds))
        {
            return milliseconds;
        }

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

    /// <summary>Parses what Dixa sends, <c>2025-03-04T06:58:32.481Z</c>; false for anything else, which need not be wrong.</summary>
    /// <remarks>Each row of the activity log has one, and the framework takes longer for it than the connector for the row.</remarks>
    private static bool TryUtc(ReadOnlySpan<byte> time, out long milliseconds)
    {
        milliseconds = 0;
        if (!HasSeconds(time) || time[^1] != 'Z' || time.Length - 1 - Seconds > LongestFraction || !IsFraction(time[Seconds..^1]))
        {
            return false;
        }

        var (year, month, day) = ((Two(time, 0) * 100) + Two(time, 2), Two(time, 5), Two(time, 8));
        var (hour, minute, second) = (Two(time, 11), Two(time, 14), Two(time, 17));
        if (year == 0 || month is < 1 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        milliseconds = ticks / TimeSpan.TicksPerMillisecond;
        var place = 100;
        foreach (var digit in time[Math.Min(Seconds + 1, time.Length - 1)..^1])
        {
            milliseconds += (digit - '0') * place;
            place /= 10;
        }

        return true;
    }

    private static int Two(ReadOnlySpan<byte> digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';

    private static bool HasSeconds(ReadOnlySpan<byte> text) =>
        text.Length >= Seconds && IsTime(text) && text[16] == ':' && char.IsAsciiDigit((char)text[17]) && char.IsAsciiDigit((char)text[18]);

    /// <summary>Whether the text is nothing, or a point and digits.</summary>
    private static bool IsFraction(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length > 1 && text[0] == '.' && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));
}
