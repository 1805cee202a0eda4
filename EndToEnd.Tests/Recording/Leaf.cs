using System.Text.Json;

namespace Dixa.Connector.Recording;

/// <summary>A value of a record that has no members, and where it is: `ratings[].rating_score`.</summary>
public sealed record Leaf(string Path, JsonElement Value)
{
    public string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : Value.GetRawText();

    public static IEnumerable<Leaf> Of(JsonElement value, string path = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Of(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(element => Of(element, $"{path}[]")),
        _ => [new Leaf(path, value)],
    };
}
