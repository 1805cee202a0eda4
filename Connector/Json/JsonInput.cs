using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Json;

/// <summary>A file of one JSON value, and how to look into it.</summary>
public static class JsonInput
{
    /// <param name="option">The command-line option that named the file, such as <c>--config</c>.</param>
    /// <exception cref="ConnectorException">Says which file it is and what is wrong with it.</exception>
    public static JsonElement Read(string path, string option)
    {
        using var file = new JsonFile(path, option);
        return RequireEnd(file, file.Read()!.Value);
    }

    /// <summary>Makes sure that a value is the only one of its file.</summary>
    public static JsonElement RequireEnd(JsonFile file, JsonElement value) =>
        file.Read() is null ? value : throw file.Wrong("is not valid JSON: a second value follows the first");

    /// <summary>A member's value; null when it is absent or an explicit <c>null</c>, which platforms send for every optional one.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member's text; null when it is absent, <c>null</c> or no string.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number, in whatever way it is written: 31, 31.0 and 3.1e1 are one to JSON Schema. Null for anything else.</summary>
    public static long? Whole(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number == decimal.Truncate(number) && decimal.Abs(number) <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>An object's members; none for any other value.</summary>
    public static IEnumerable<JsonProperty> EnumerateMembers(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
}
