using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Streams;

/// <summary>Every field that the vendor's OpenAPI document (2026-08) has for a resource stands in its stream's schema.</summary>
/// <remarks>
/// <c>vendor-fields.json</c> is the project's own list of them: for each stream the paths of its fields, variants of a union
/// together, and for each type that they come from its fields. Where <c>DIXA_OPENAPI</c> names the document, the list is held against it.
/// </remarks>
public sealed class VendorFieldsTests
{
    /// <summary>Where the vendor's OpenAPI document of 2026-08 lies, as YAML.</summary>
    private const string DocumentVariable = "DIXA_OPENAPI";

    private static readonly JsonElement List = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("Connector.Tests", "Streams", "vendor-fields.json"))).RootElement;

    public static TheoryData<string> Streams => [.. List.GetProperty("streams").EnumerateObject().Select(stream => stream.Name)];

    [Fact]
    public void EveryStreamOfTheDixaApiIsOnTheList() => Listing.AssertLists(
        "Connector.Tests/Streams/vendor-fields.json, under streams (the paths that the vendor's OpenAPI document has; these are the schema's first level)",
        StreamRegistry.All.Select(stream => stream.Name).Except(["conversations", "messages"]).Order(StringComparer.Ordinal),
        List.GetProperty("streams").EnumerateObject().Select(stream => stream.Name).Order(StringComparer.Ordinal),
        name => $"\"{name}\": [{string.Join(", ", StreamRegistry.Find(name)!.Schema.GetProperty("properties").EnumerateObject().Select(field => $"\"{field.Name}\"").Order(StringComparer.Ordinal))}],");

    [Theory]
    [MemberData(nameof(Streams))]
    public void EveryFieldStandsInTheSchema(string stream)
    {
        var schema = StreamRegistry.Find(stream)!.Schema;
        Assert.All(
            List.GetProperty("streams").GetProperty(stream).EnumerateArray().Select(path => path.GetString()!),
            path => Assert.True(Has(schema, path.Split('.')), path));
    }

    [Fact]
    public void TheListIsTheDocuments()
    {
        var document = Environment.GetEnvironmentVariable(DocumentVariable);
        Assert.SkipUnless(File.Exists(document), $"{DocumentVariable} names no file: the vendor's document is its own, and not in this repository. The other tests hold the list alone.");

        var types = FieldsOfTypes(File.ReadLines(document));
        Assert.All(List.GetProperty("types").EnumerateObject(), type => Assert.Equal(
            type.Value.EnumerateArray().Select(field => field.GetString()),
            types[type.Name].Order(StringComparer.Ordinal)));
    }

    private static bool Has(JsonElement schema, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        while (!schema.TryGetProperty("properties", out _) && schema.TryGetProperty("items", out var items))
        {
            schema = items;
        }

        return schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(path[0], out var field) && Has(field, path[1..]);
    }

    /// <summary>Reads the names of types and of their fields by their indentation, which is all of YAML that it takes.</summary>
    private static Dictionary<string, List<string>> FieldsOfTypes(IEnumerable<string> lines)
    {
        var types = new Dictionary<string, List<string>>();
        List<string>? fields = null;
        var inProperties = false;
        foreach (var line in lines.SkipWhile(line => line != "  schemas:").Skip(1))
        {
            var name = line.Trim().TrimEnd(':').Trim('\'', '"');
            switch (line.Length - line.TrimStart().Length)
            {
                case 4 when line.EndsWith(':'):
                    types[name] = fields = [];
                    inProperties = false;
                    break;
                case 6:
                    inProperties = name == "properties";
                    break;
                case 8 when inProperties && line.EndsWith(':'):
                    fields?.Add(name);
                    break;
                default:
                    break;
            }
        }

        return types;
    }
}
