using System.Buffers.Binary;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Writes a decimal number in PostgreSQL's binary form: groups of four digits, exact whatever their number.</summary>
/// <remarks>The form is that of <c>numeric_recv</c>: count of groups, weight of the first, sign, digits after the point, groups.</remarks>
public static class NumericFormat
{
    private const int GroupDigits = 4;

    private const int HeaderBytes = 8;

    private const short Negative = 0x4000;

    private static readonly short[] Powers = [1000, 100, 10, 1];

    /// <summary>Room enough for a number of so many bytes of text.</summary>
    public static int MostBytes(int textLength) => HeaderBytes + (2 * ((textLength / GroupDigits) + 2));

    /// <summary>Writes the value and says how many bytes it took.</summary>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var number = DecimalNumber.Parse(text, text.Length <= 256 ? stackalloc byte[256] : new byte[text.Length]);
        var digits = number.Digits;

        // The first group ends where the digits before the point leave whole groups.
        var weight = digits.IsEmpty ? 0 : (int)Math.Floor((number.Point - 1) / (double)GroupDigits);
        var lead = digits.IsEmpty ? 0 : (int)(((weight + 1) * (long)GroupDigits) - number.Point);
        var groups = digits.IsEmpty ? 0 : (lead + digits.Length + GroupDigits - 1) / GroupDigits;
        BinaryPrimitives.WriteInt16BigEndian(into, (short)groups);
        BinaryPrimitives.WriteInt16BigEndian(into[2..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(into[4..], number.IsNegative && !digits.IsEmpty ? Negative : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(into[6..], (short)number.Scale);
        for (var group = 0; group < groups; group++)
        {
            short value = 0;
            for (var place = 0; place < GroupDigits; place++)
            {
                var at = (group * GroupDigits) + place - lead;
                value += (short)(at >= 0 && at < digits.Length ? (digits[at] - '0') * Powers[place] : 0);
            }

            BinaryPrimitives.WriteInt16BigEndian(into[(HeaderBytes + (2 * group))..], value);
        }

        return HeaderBytes + (2 * groups);
    }
}
