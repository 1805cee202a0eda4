using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dixa.Connector.Acceptance;

/// <summary>The types of the streams' fields.</summary>
public abstract partial class AcceptanceTests
{
    private static readonly string[] DestinationTypes = ["string", "boolean", "integer", "number", "array", "object"];

    [Fact]
    public async Task D1_EverySchemaIsAnOpenObjectOfNullableFields() => Assert.All(await Runs.StreamsAsync(), stream =>
    {
        var schema = stream.GetProperty("json_schema");
        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.All(Nested(schema), nested =>
        {
            Assert.False(nested.TryGetProperty("required", out _));
            Assert.True(!nested.TryGetProperty("additionalProperties", out var open) || open.GetBoolean());
        });
        var keys = stream.GetProperty("source_defined_primary_key").EnumerateArray().Select(path => path[0].GetString()).ToHashSet();
        Assert.All(schema.GetProperty("properties").EnumerateObject().Where(field => !keys.Contains(field.Name)), field =>
            Assert.Contains("null", field.Value.GetProperty("type").EnumerateArray().Select(type => type.GetString())));
    });

    [Fact]
    public async Task D2_DateTimesAreRfc3339()
    {
        var checks = 0;
        foreach (var stream in await Runs.StreamsAsync())
        {
            var fields = stream.GetProperty("json_schema").GetProperty("properties").EnumerateObject()
                .Where(field => field.Value.TryGetProperty("format", out var format) && format.GetString() == "date-time")
                .Select(field => field.Name)
                .ToHashSet();
            foreach (var value in (await Runs.FullRefresh).Records(AcceptanceRuns.NameOf(stream)).SelectMany(record => record.EnumerateObject()).Where(field => fields.Contains(field.Name) && field.Value.ValueKind != JsonValueKind.Null))
            {
                Assert.Matches(new Regex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"), value.Value.GetString());
                checks++;
            }
        }

        Assert.True(checks > 500);
    }

    [Fact]
    public async Task D3_IntegersHaveNoFraction()
    {
        foreach (var stream in await Runs.StreamsAsync())
        {
            var fields = stream.GetProperty("json_schema").GetProperty("properties").EnumerateObject()
                .Where(field => TypesOf(field.Value) is ["integer"])
                .Select(field => field.Name)
                .ToHashSet();
            Assert.All(
                (await Runs.FullRefresh).Records(AcceptanceRuns.NameOf(stream)).SelectMany(record => record.EnumerateObject()).Where(field => fields.Contains(field.Name)),
                field => Assert.Matches("^(null|-?[0-9]+)$", field.Value.GetRawText()));
        }
    }

    [Fact]
    public async Task D4_ACursorHasOneType() => Assert.All(
        (await Runs.StreamsAsync()).Where(stream => stream.TryGetProperty("default_cursor_field", out _)),
        stream => Assert.Single(TypesOf(stream.GetProperty("json_schema").GetProperty("properties").GetProperty(stream.GetProperty("default_cursor_field")[0].GetString()!))));

    [Fact]
    public async Task D5_NoSchemaRefersToOrCombinesOthers() => Assert.All(
        (await SchemasAsync()).SelectMany(Nested),
        schema => Assert.All(["$ref", "$id", "allOf", "anyOf", "oneOf", "not", "if"], keyword => Assert.False(schema.TryGetProperty(keyword, out _))));

    [Fact]
    public async Task D6_TypesAndFormatsAreThoseThatDestinationsKnow() => Assert.All((await SchemasAsync()).SelectMany(Nested), schema =>
    {
        // A value that may be of any type says so by having none.
        if (!schema.TryGetProperty("type", out _))
        {
            Assert.True(schema.TryGetProperty("description", out _));
            return;
        }

        Assert.All(TypesOf(schema), type => Assert.Contains(type, DestinationTypes));
        Assert.True(!schema.TryGetProperty("format", out var format) || format.GetString() is "date" or "date-time");
        Assert.True(!schema.TryGetProperty("airbyte_type", out var airbyteType) || airbyteType.GetString() is "timestamp_with_timezone");
    });

    [Fact]
    public async Task D7_AllFieldsTogetherAreFewerThanAConnectionMayHave() =>
        Assert.InRange((await SchemasAsync()).SelectMany(Nested).Count(), 31, 20_000);

    /// <remarks>
    /// Of an array only the first item counts, as in Airbyte's suite. That suite looks at the basic read only, where the cursor of
    /// a stream that a full refresh reads in another way may be null.
    /// </remarks>
    [Fact]
    public async Task D8_EveryFieldOfEverySchemaHasAValueInSomeRecord()
    {
        var (basic, all) = (await Runs.BasicRead, new[] { await Runs.BasicRead, await Runs.FullRefresh, await Runs.Incremental });
        var exempt = AcceptanceConfig.File.BasicRead.EmptyStreams.Select(empty => empty.Name).ToHashSet();
        foreach (var stream in await Runs.StreamsAsync())
        {
            var name = AcceptanceRuns.NameOf(stream);
            var fields = FieldsOf(stream.GetProperty("json_schema"), name).ToList();
            var found = all.SelectMany(run => run.Records(name)).SelectMany(record => ValuesOf(record, name)).ToHashSet();
            Assert.Empty(fields.Except(found.Where(value => value.HasValue).Select(value => value.Field)));
            Assert.Empty(exempt.Contains(name) ? [] : fields.Except(basic.Records(name).SelectMany(record => ValuesOf(record, name)).Select(value => value.Field)));
        }
    }

    private static IEnumerable<string> FieldsOf(JsonElement schema, string path)
    {
        IEnumerable<(string Path, JsonElement Schema)> members = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(member => ($"{path}/{member.Name}", member.Value))
            : [];
        IEnumerable<(string Path, JsonElement Schema)> parts = schema.TryGetProperty("items", out var items) ? members.Append(($"{path}/[]", items)) : members;
        return parts.SelectMany(part => FieldsOf(part.Schema, part.Path).Prepend(part.Path));
    }

    private static IEnumerable<(string Field, bool HasValue)> ValuesOf(JsonElement value, string path)
    {
        IEnumerable<(string Path, JsonElement Value)> parts = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => ($"{path}/{member.Name}", member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Take(1).Select(item => ($"{path}/[]", item)),
            _ => [],
        };
        return parts.SelectMany(part => ValuesOf(part.Value, part.Path).Prepend((part.Path, part.Value.ValueKind != JsonValueKind.Null)));
    }
}
