using System.Text.Json;

namespace Dixa.Probe.Rows;

/// <summary>The kinds of JSON's values, as words.</summary>
public static class KindName
{
    public static string WithArticle(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "a whole number" : "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>Of a value by its bytes; nothing for one that is missing.</summary>
    public static string WithArticle(ReadOnlySpan<byte> value) => value.IsEmpty ? "missing" : value[0] switch
    {
        (byte)'{' => "an object",
        (byte)'[' => "an array",
        (byte)'"' => "a text",
        (byte)'t' or (byte)'f' => "a boolean",
        (byte)'n' => "null",
        _ => "a number",
    };
}
