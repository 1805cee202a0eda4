using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Streams;

/// <summary>Holds together what belongs together: the table of streams, the schema files and the documents.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void EveryStreamHasASchemaFileAndEveryFileAStream() => Listing.AssertLists(
        "the folder Connector/Streams/Schemas",
        StreamRegistry.All.Select(stream => $"{stream.Name}.json").Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.PathOf("Connector", "Streams", "Schemas"), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void NamesAreSnakeCaseAndUnique()
    {
        Assert.All(StreamRegistry.All, stream => Assert.Matches("^[a-z]+(_[a-z]+)*$", stream.Name));
        Assert.Equal(StreamRegistry.All.Count, StreamRegistry.All.Select(stream => stream.Name).Distinct().Count());
    }

    [Fact]
    public void TheDocumentedTableIsTheRegistry()
    {
        Listing.AssertLists(
            "docs/streams.md (for … write what a row is, and where it is read from)",
            StreamRegistry.All.Select(stream =>
                $"| `{stream.Name}` | … | `{string.Join("`, `", stream.PrimaryKey)}` | {(stream.Kind.IsIncremental ? $"full refresh, incremental on `{stream.Cursor}`" : "full refresh")} | … |"),
            Regex.Matches(Document.Streams.Text, @"^\| (?<name>`[a-z_]+`) \| [^|]+ \| (?<key>[^|]+) \| (?<mode>[^|]+) \| [^|]+ \|$", RegexOptions.Multiline)
                .Select(row => $"| {row.Groups["name"]} | … | {row.Groups["key"]} | {row.Groups["mode"]} | … |"));
        Assert.True(
            Document.Readme.Text.Contains($"as {StreamRegistry.All.Count} tables", StringComparison.Ordinal),
            $"README.md says how many streams there are: write \"as {StreamRegistry.All.Count} tables\" in its first sentence.");
        Assert.True(
            Document.FirstSync.Text.Contains($"| all {StreamRegistry.All.Count} streams |", StringComparison.Ordinal),
            $"docs/first-sync.md, chapter How long a first sync takes: write \"all {StreamRegistry.All.Count} streams\" above the last column.");
    }

    /// <summary>Tools that make a table of a stream map a column to one type, and give up at one that is an object or an array.</summary>
    [Fact]
    public void EachColumnHasOneTypeAndNothingInItIsBothObjectAndArray() => Assert.All(StreamRegistry.All, stream =>
    {
        Assert.All(stream.Schema.GetProperty("properties").EnumerateObject(), column => Assert.True(TypesOf(column.Value).Count == 1, $"{stream.Name}.{column.Name} has not one type"));
        Assert.All(Within(stream.Schema), schema => Assert.False(TypesOf(schema).Contains("object") && TypesOf(schema).Contains("array"), $"{stream.Name}: {schema}"));
    });

    /// <remarks>Destinations take these for what they are not: a required field for one that is never null, values for all that there will be.</remarks>
    [Fact]
    public void NoSchemaIsClosedOrUsesAWordThatDestinationsDoNotTake() => Assert.All(StreamRegistry.All, stream => Assert.All(Within(stream.Schema), schema =>
    {
        Assert.All(["$ref", "allOf", "anyOf", "not", "oneOf", "required", "enum"], word => Assert.False(schema.TryGetProperty(word, out _), $"{stream.Name} uses {word}: {schema}"));
        Assert.True(!schema.TryGetProperty("properties", out _) || schema.GetProperty("additionalProperties").GetBoolean(), $"{stream.Name} is closed: {schema}");
    }));

    [Fact]
    public void EveryFieldIsDescribed() => Assert.All(StreamRegistry.All, stream => Assert.All(
        Within(stream.Schema).Where(schema => schema.TryGetProperty("properties", out _)).SelectMany(schema => schema.GetProperty("properties").EnumerateObject()),
        field => Assert.True(
            field.Value.TryGetProperty("description", out var description) && description.GetString()!.Length > 10, $"{stream.Name}: {field.Name} has no description")));

    private static IReadOnlyList<string?> TypesOf(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        ? []
        : [.. (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type]).Select(each => each.GetString()).Where(each => each != "null")];

    /// <summary>A schema and those of everything in it.</summary>
    private static IEnumerable<JsonElement> Within(JsonElement schema)
    {
        IEnumerable<JsonElement> members = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(member => member.Value) : [];
        IEnumerable<JsonElement> items = schema.TryGetProperty("items", out var item) ? [item] : [];
        return [schema, .. members.Concat(items).SelectMany(Within)];
    }
}
