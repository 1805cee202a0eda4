using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <summary>Goes over one value of a record, and finds what a database that parses JSON could not hold.</summary>
/// <param name="HasEscapes">Whether a text has escapes: NUL or half a character may be among them.</param>
/// <param name="HasLongNumbers">Whether a number is beyond what databases calculate with.</param>
/// <param name="Depth">How deep it is nested.</param>
public readonly record struct JsonValueScan(bool HasEscapes, bool HasLongNumbers, int Depth)
{
    /// <summary>Deeper than any data, and less deep than the parsers of both databases go.</summary>
    public const int MostDepth = 1000;

    /// <summary>A number of more digits is one that nothing calculates with; PostgreSQL writes exponents out as zeros.</summary>
    private const int MostDigits = 1000;

    public bool IsPlain => !HasEscapes && !HasLongNumbers && Depth <= MostDepth;

    /// <summary>Reads the value on which the reader stands, to its end.</summary>
    public static JsonValueScan Read(ref Utf8JsonReader reader)
    {
        var outer = reader.CurrentDepth;
        var hasEscapes = false;
        var hasLongNumbers = false;
        var depth = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String or JsonTokenType.PropertyName:
                    hasEscapes |= reader.ValueIsEscaped;
                    break;
                case JsonTokenType.Number:
                    hasLongNumbers |= IsLong(reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    depth = Math.Max(depth, reader.CurrentDepth - outer + 1);
                    break;
            }
        }
        while (!IsAtEnd(reader, outer) && reader.Read());

        return new JsonValueScan(hasEscapes, hasLongNumbers, depth);
    }

    /// <summary>Whether a number has so many digits, written out.</summary>
    public static bool IsLong(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0)
        {
            return number.Length > MostDigits;
        }

        var digits = number[(exponent + 1)..].TrimStart("+-0"u8);
        return number.Length > MostDigits || digits.Length > 3;
    }

    private static bool IsAtEnd(in Utf8JsonReader reader, int outer) =>
        reader.CurrentDepth == outer && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
}
