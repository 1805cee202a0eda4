using System.Buffers.Text;

namespace Dixa.Warehouse.Tables;

/// <summary>The text of a JSON number, taken apart: digits, and where the point stands.</summary>
public readonly ref struct DecimalNumber(bool isNegative, long point, ReadOnlySpan<byte> digits, long scale)
{
    private const long MostExponent = 1_000_000_000;

    /// <summary>Decimal digits that a double keeps whatever they are.</summary>
    private const int SafeDigits = 15;

    private const int SafeExponent = 290;

    public bool IsNegative { get; } = isNegative;

    /// <summary>How many digits stand before the point: fewer than none, or more than there are, where zeros follow.</summary>
    public long Point { get; } = point;

    /// <summary>The significant digits as text, without zeros at either end; empty for zero.</summary>
    public ReadOnlySpan<byte> Digits { get; } = digits;

    /// <summary>How many digits the text had after its point.</summary>
    public long Scale { get; } = scale;

    /// <summary>Takes a number apart.</summary>
    /// <param name="text">A number as JSON writes it.</param>
    /// <param name="room">At least as long as the text.</param>
    public static DecimalNumber Parse(ReadOnlySpan<byte> text, Span<byte> room)
    {
        var isNegative = text[0] == (byte)'-';
        var at = isNegative ? 1 : 0;
        var count = 0;
        long point = -1;
        for (; at < text.Length && (text[at] | 0x20) != 'e'; at++)
        {
            if (text[at] == (byte)'.')
            {
                point = count;
            }
            else
            {
                room[count++] = text[at];
            }
        }

        point = point < 0 ? count : point;
        var exponent = at < text.Length ? Exponent(text[(at + 1)..]) : 0;
        var scale = Math.Max(0, count - point - exponent);
        var start = 0;
        while (start < count && room[start] == (byte)'0')
        {
            start++;
        }

        var end = count;
        while (end > start && room[end - 1] == (byte)'0')
        {
            end--;
        }

        return new DecimalNumber(isNegative, start == end ? 0 : point - start + exponent, room[start..end], scale);
    }

    /// <summary>The whole number of 64 bits that this is, whichever way it was written.</summary>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        if (Digits.Length > Point || Point > 19)
        {
            return Digits.IsEmpty;
        }

        Int128 sum = 0;
        for (var i = 0; i < Point; i++)
        {
            sum = (sum * 10) + (i < Digits.Length ? Digits[i] - '0' : 0);
        }

        sum = IsNegative ? -sum : sum;
        value = sum < long.MinValue || sum > long.MaxValue ? 0 : (long)sum;
        return sum >= long.MinValue && sum <= long.MaxValue;
    }

    /// <summary>Whether a double, written with the fewest digits that tell it from its neighbours, is this number.</summary>
    public static bool FitsDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (!Utf8Parser.TryParse(text, out value, out var used) || used != text.Length || !double.IsFinite(value))
        {
            return false;
        }

        if (text.Length <= SafeDigits && text.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        byte[]? rented = text.Length > 256 ? new byte[text.Length] : null;
        var number = Parse(text, rented ?? stackalloc byte[256]);
        if (number.Digits.Length <= SafeDigits && Math.Abs(number.Point) < SafeExponent)
        {
            return true;
        }

        Span<byte> shortest = stackalloc byte[32];
        Utf8Formatter.TryFormat(value, shortest, out var length);
        var read = Parse(shortest[..length], stackalloc byte[32]);
        return read.Point == number.Point && read.Digits.SequenceEqual(number.Digits) && (read.IsNegative == number.IsNegative || number.Digits.IsEmpty);
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == (byte)'-';
        long value = 0;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
        {
            value = Math.Min((value * 10) + (digit - '0'), MostExponent);
        }

        return isNegative ? -value : value;
    }
}
