using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using NJsonSchema;

namespace Dixa.Connector.Commands;

public sealed class DiscoverTests : IAsyncLifetime
{
    private readonly SourceDixa _source = new();
    private Run _run = null!;

    // The addresses lead nowhere: a discover that used the network would fail.
    public async ValueTask InitializeAsync() =>
        _run = await _source.DiscoverAsync("""{"api_token":"t","dixa_api_url":"http://127.0.0.1:1","exports_api_url":"http://127.0.0.1:1"}""");

    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void TheCatalogIsTheOnlyMessageAndListsTheRegistryInItsOrder()
    {
        Assert.Equal(0, _run.ExitCode);
        Assert.Single(_run.Messages);
        Assert.Equal(StreamRegistry.All.Select(stream => stream.Name), Streams().Select(stream => stream.GetProperty("name").GetString()));
    }

    [Fact]
    public void EveryStreamHasItsKeysCursorAndModes() => Assert.All(Streams(), stream =>
    {
        var properties = stream.GetProperty("json_schema").GetProperty("properties");
        var modes = stream.GetProperty("supported_sync_modes").EnumerateArray().Select(mode => mode.GetString()).ToList();
        Assert.True(stream.GetProperty("source_defined_cursor").GetBoolean());
        Assert.True(stream.GetProperty("is_resumable").GetBoolean());
        Assert.All(stream.GetProperty("source_defined_primary_key").EnumerateArray(), key => Assert.Single(Types(properties.GetProperty(Assert.Single(key.EnumerateArray()).GetString()!))));
        Assert.Contains("full_refresh", modes);
        if (modes.Contains("incremental"))
        {
            var cursor = Assert.Single(stream.GetProperty("default_cursor_field").EnumerateArray()).GetString()!;
            Assert.Single(Types(properties.GetProperty(cursor)));
        }
        else
        {
            Assert.False(stream.TryGetProperty("default_cursor_field", out _));
        }
    });

    [Fact]
    public async Task EverySchemaIsCompleteOpenAndFreeOfWhatDestinationsDoNotTake()
    {
        foreach (var stream in Streams())
        {
            var schema = stream.GetProperty("json_schema");
            Assert.NotNull(await JsonSchema.FromJsonAsync(schema.GetRawText(), TestContext.Current.CancellationToken));
            AssertSound(schema, stream.GetProperty("name").GetString()!);
        }
    }

    private static void AssertSound(JsonElement schema, string path)
    {
        foreach (var keyword in new[] { "$ref", "allOf", "anyOf", "not", "oneOf", "required", "enum" })
        {
            Assert.False(schema.TryGetProperty(keyword, out _), $"{path} uses {keyword}");
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            Assert.True(schema.GetProperty("additionalProperties").GetBoolean(), $"{path} is closed");
            foreach (var property in properties.EnumerateObject())
            {
                Assert.True(property.Value.TryGetProperty("description", out var description) && description.GetString()!.Length > 10, $"{path}.{property.Name} has no description");
                AssertSound(property.Value, $"{path}.{property.Name}");
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            AssertSound(items, path + "[]");
        }
    }

    private static IEnumerable<string?> Types(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } types
        ? types.EnumerateArray().Select(type => type.GetString()).Where(type => type != "null")
        : [schema.GetProperty("type").GetString()];

    private JsonElement.ArrayEnumerator Streams() => _run.Messages.Single().GetProperty("catalog").GetProperty("streams").EnumerateArray();
}
