using System.Text.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dixa.Connector.Harness;

/// <summary>The JSON schema of what the connector may write, <c>Acceptance/airbyte-protocol.schema.json</c>.</summary>
public static class ProtocolSchema
{
    private static readonly JsonSchema Schema = JsonSchema.FromFileAsync(Location).GetAwaiter().GetResult();

    public static string Location => Repository.PathOf("EndToEnd.Tests", "Acceptance", "airbyte-protocol.schema.json");

    /// <summary>What is wrong with a message; empty when nothing is.</summary>
    /// <remarks>Held against the definition of its own type, so that an error says what is wrong and not that nothing fits.</remarks>
    public static IReadOnlyList<string> Validate(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return ["no object with a type"];
        }

        return Schema.Definitions.TryGetValue(PayloadOf(type.GetString()!), out var definition)
            ? [.. definition.Validate(ToToken(message)).Select(error => $"{error.Path}: {error.Kind}")]
            : [$"the type {type.GetString()}"];
    }

    /// <summary>The member that holds the payload of a type: <c>connectionStatus</c> of <c>CONNECTION_STATUS</c>.</summary>
    public static string PayloadOf(string type) => type == "CONNECTION_STATUS" ? "connectionStatus" : type.ToLowerInvariant();

    /// <remarks>Of a record's data one member's name, if there is one: the schema of the protocol has nothing to say about the rest.</remarks>
    private static JToken ToToken(JsonElement element, bool isData = false) => element.ValueKind switch
    {
        JsonValueKind.Object when isData => new JObject(element.EnumerateObject().Take(1).Select(member => new JProperty(member.Name, JValue.CreateNull()))),
        JsonValueKind.Object => new JObject(element.EnumerateObject().DistinctBy(member => member.Name).Select(member =>
            new JProperty(member.Name, ToToken(member.Value, member.Name == "data")))),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(item => ToToken(item))),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(element.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => new JValue(element.GetBoolean()),
        _ => JValue.CreateNull(),
    };
}
