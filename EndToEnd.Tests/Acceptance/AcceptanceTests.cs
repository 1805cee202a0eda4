using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>
/// What the protocol and its platforms ask of a source, each requirement under its name in <c>docs/protocol.md</c>. Everything is
/// asked of the executable and of the image, over the runs of <see cref="AcceptanceRuns"/>.
/// </summary>
public abstract partial class AcceptanceTests(AcceptanceRuns runs)
{
    protected AcceptanceRuns Runs { get; } = runs;

    private static IEnumerable<JsonElement> Payloads(Run run, string type) =>
        run.Messages.Where(message => TypeOf(message) == type).Select(message => message.GetProperty(ProtocolSchema.PayloadOf(type)));

    private static string TypeOf(JsonElement message) => message.GetProperty("type").GetString()!;

    /// <summary>The traces of a type, by their inner object: <c>stream_status</c> of <c>STREAM_STATUS</c>.</summary>
    private static IEnumerable<JsonElement> Traces(Run run, string type) =>
        Payloads(run, "TRACE").Where(trace => TypeOf(trace) == type).Select(trace => trace.GetProperty(type.ToLowerInvariant()));

    private static IEnumerable<JsonElement> States(Run run) => Payloads(run, "STATE");

    private static string StreamOf(JsonElement described) => described.GetProperty("stream_descriptor").GetProperty("name").GetString()!;

    private static string[] StreamsOf(string catalog) =>
        [.. JsonElement.Parse(catalog).GetProperty("streams").EnumerateArray().Select(stream => AcceptanceRuns.NameOf(stream.GetProperty("stream")))];

    private static JsonElement StateOf(JsonElement state) => state.GetProperty("stream").GetProperty("stream_state");

    private static long CountOf(JsonElement state) => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64();

    /// <summary>The types of a schema that are not null.</summary>
    private static string[] TypesOf(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } types
        ? [.. types.EnumerateArray().Select(type => type.GetString()!).Where(type => type != "null")]
        : [schema.GetProperty("type").GetString()!];

    /// <summary>A schema and every schema in it.</summary>
    private static IEnumerable<JsonElement> Nested(JsonElement schema) => new[] { schema }
        .Concat(schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().SelectMany(property => Nested(property.Value)) : [])
        .Concat(schema.TryGetProperty("items", out var items) ? Nested(items) : []);

    private async Task<JsonElement> ConnectionSpecificationAsync() =>
        Assert.Single(Payloads(await Runs.Spec, "SPEC")).GetProperty("connectionSpecification");

    private async Task<JsonElement.ObjectEnumerator> SettingsAsync() => (await ConnectionSpecificationAsync()).GetProperty("properties").EnumerateObject();

    private async Task<IEnumerable<JsonElement>> SchemasAsync() => (await Runs.StreamsAsync()).Select(stream => stream.GetProperty("json_schema"));
}
