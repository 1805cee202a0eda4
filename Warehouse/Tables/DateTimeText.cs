using System.Globalization;

namespace Dixa.Warehouse.Tables;

/// <summary>Dates and times of RFC 3339, read from their bytes.</summary>
/// <param name="Days">Since 2000 began.</param>
/// <param name="Micros">Of the day.</param>
/// <param name="OffsetSeconds">How far ahead of UTC; null where the text doesn't say.</param>
/// <param name="IsExact">Whether the text says no more than that: digits beyond the microsecond are left out.</param>
public readonly record struct DateTimeText(int Days, long Micros, int? OffsetSeconds, bool IsExact)
{
    public const long MicrosPerSecond = 1_000_000;

    public const long MicrosPerDay = 86_400 * MicrosPerSecond;

    private const int DateLength = 10;

    private const int MicroDigits = 6;

    /// <summary>Microseconds since 2000 began in UTC; a text without an offset is of UTC.</summary>
    public long Moment => (Days * MicrosPerDay) + Micros - ((OffsetSeconds ?? 0) * MicrosPerSecond);

    /// <summary>Reads a date and a time, with or without an offset.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeText value)
    {
        value = default;
        if (text.Length <= DateLength || !TryParseDate(text[..DateLength], out var days) || (text[DateLength] | 0x20) is not ('t' or ' ')
            || !TryParseTime(text[(DateLength + 1)..], out var time))
        {
            return false;
        }

        value = time with { Days = days };
        return true;
    }

    /// <summary>Reads <c>2026-01-31</c>.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        days = new DateOnly(year, month, day).DayNumber - new DateOnly(2000, 1, 1).DayNumber;
        return true;
    }

    /// <summary>Reads <c>23:59:59.999999+01:00</c>, its fraction and its offset being optional.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out DateTimeText value)
    {
        value = default;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text[..2], out var hours) || !TryDigits(text[3..5], out var minutes) || !TryDigits(text[6..8], out var seconds)
            || hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        var micros = ((((hours * 60L) + minutes) * 60) + seconds) * MicrosPerSecond;
        var rest = text[8..];
        var isExact = true;
        if (rest is [(byte)'.', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            digits = digits < 0 ? rest.Length - 1 : digits;
            if (digits == 0)
            {
                return false;
            }

            var unit = MicrosPerSecond;
            for (var i = 1; i <= Math.Min(digits, MicroDigits); i++)
            {
                unit /= 10;
                micros += (rest[i] - '0') * unit;
            }

            isExact = digits <= MicroDigits || rest[(MicroDigits + 1)..(digits + 1)].IndexOfAnyExcept((byte)'0') < 0;
            rest = rest[(digits + 1)..];
        }

        if (!TryParseOffset(rest, out var offset))
        {
            return false;
        }

        value = new DateTimeText(0, micros, offset, isExact);
        return true;
    }

    /// <summary>The moment in UTC as text, with as many digits of the second as it needs.</summary>
    public string ToUtcText()
    {
        var time = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(Moment * TimeSpan.TicksPerMicrosecond);
        return time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a text is a moment of UTC already, as <see cref="ToUtcText"/> would write it.</summary>
    public static bool IsUtcText(ReadOnlySpan<byte> text) => text[DateLength] == 'T' && text[^1] == 'Z';

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int? seconds)
    {
        seconds = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is [(byte)'Z' or (byte)'z'])
        {
            seconds = 0;
            return true;
        }

        // +01:00, +0100 or +01.
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':')
            || !TryDigits(text[1..3], out var hours) || hours > 15)
        {
            return false;
        }

        var minutes = 0;
        if (text.Length > 3 && (!TryDigits(text[^2..], out minutes) || minutes > 59))
        {
            return false;
        }

        seconds = (text[0] == (byte)'-' ? -1 : 1) * ((hours * 60) + minutes) * 60;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
