using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dixa.Connector.Json;

/// <summary>Parses a value in every notation that is unambiguous: <c>5</c>, <c>5.0</c> and <c>"5"</c> are the same number.</summary>
/// <remarks>Used for the few members that decide what is read. Records keep each value as it came.</remarks>
public static class LooseValue
{
    /// <summary>Whether there is no value: the member is absent (an empty span) or null.</summary>
    public static bool IsNone(ReadOnlySpan<byte> value) => value.IsEmpty || value[0] == 'n';

    /// <summary>An integer, also as text or with a fraction of zero; null for anything else, and beyond 64 bits.</summary>
    public static long? Number(ReadOnlySpan<byte> value)
    {
        if (Utf8Parser.TryParse(value, out long number, out var length) && length == value.Length)
        {
            return number;
        }

        var text = Text(value) ?? Raw(value);
        return decimal.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact)
            && exact is >= long.MinValue and <= long.MaxValue
            ? (long)exact
            : null;
    }

    /// <summary>A Unix time in milliseconds, also as text, or an RFC 3339 date-time; null for anything else.</summary>
    public static long? Time(ReadOnlySpan<byte> value) =>
        Number(value) ?? (Text(value) is { } text && Encoding.UTF8.GetBytes(text) is var bytes && DateTimeText.IsTime(bytes) ? DateTimeText.ToMilliseconds(bytes) : null);

    /// <summary>A GUID as text; null for anything else.</summary>
    public static Guid? Id(ReadOnlySpan<byte> value) =>
        value.Length > 2 && Utf8Parser.TryParse(value[1..^1], out Guid id, out var length) && length == value.Length - 2 && value[0] == '"' ? id
        : Guid.TryParse(Text(value), out id) ? id
        : null;

    /// <summary>A text without its escapes; null for anything else.</summary>
    public static string? Text(ReadOnlySpan<byte> value) => value.IsEmpty || value[0] != '"' ? null : JsonText.Decode(value[1..^1]);

    /// <summary>Describes a value for a message, without repeating what people wrote.</summary>
    public static string Describe(ReadOnlySpan<byte> value) => value.IsEmpty ? "missing" : value[0] switch
    {
        (byte)'"' => "a text",
        (byte)'{' => "an object",
        (byte)'[' => "an array",
        (byte)'n' or (byte)'t' or (byte)'f' => Raw(value),
        _ => $"the number {Raw(value[..Math.Min(value.Length, 40)])}",
    };

    private static string Raw(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value);
}
