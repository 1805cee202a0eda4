using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Acceptance;

/// <summary><c>acceptance-test-config.yml</c> and the files that it names, as Airbyte's suite wants them at its high strictness.</summary>
public sealed class ConfigurationOfCasesTests
{
    private static readonly string[] Secret = ["secrets/config.json"];

    [Fact]
    public void EverySectionIsThereOrSaysWhyNot()
    {
        Assert.Equal("high", AcceptanceConfig.File.TestStrictnessLevel);
        Assert.All(["spec", "connection", "discovery", "basic_read", "full_refresh", "incremental"], section => Assert.NotEmpty(AcceptanceConfig.File.AcceptanceTests[section].Tests));
        Assert.All(AcceptanceConfig.File.AcceptanceTests.Values, section => Assert.True(section.Tests.Count > 0 || section.BypassReason is { Length: > 20 }));
        Assert.Equal(["failed", "succeed"], AcceptanceConfig.File.Connection.Tests.Select(test => test.Status).Order());
    }

    [Fact]
    public void EveryFileIsThereButTheSecretOne() => Assert.All(
        AcceptanceConfig.File.Files.Except(Secret),
        path => Assert.All(
            path.EndsWith(".jsonl", StringComparison.Ordinal) ? AcceptanceRuns.FileOf(path).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [AcceptanceRuns.FileOf(path)],
            json => Assert.NotEqual(JsonValueKind.Undefined, JsonElement.Parse(json).ValueKind)));

    /// <remarks>Airbyte's suite gives them to the connector as they are. Their tokens are made up, and the real Dixa is not to see them.</remarks>
    [Fact]
    public void NoConfigurationLeadsToTheRealDixa() => Assert.All(
        Directory.GetFiles(Repository.PathOf("integration_tests"), "*_config.json"),
        path => Assert.All(["dixa_api_url", "exports_api_url"], setting =>
            Assert.True(JsonElement.Parse(File.ReadAllText(path)).TryGetProperty(setting, out var url) && new Uri(url.GetString()!).Scheme == "http", $"{Path.GetFileName(path)} must name {setting}, the simulator's address.")));

    /// <remarks>At this strictness the catalog of the basic read is what discover gives, and each of its streams is expected or exempted.</remarks>
    [Fact]
    public void TheBasicReadCoversEveryStream()
    {
        var basic = AcceptanceConfig.File.BasicRead;
        Assert.Null(basic.ConfiguredCatalogPath);
        Assert.True(basic.ValidateDataPoints);
        Assert.True(basic.ValidateStreamStatuses);
        var expected = AcceptanceRuns.FileOf(basic.ExpectRecords!.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("stream").GetString()!);
        Listing.AssertLists(
            basic.ExpectRecords.Path,
            StreamRegistry.All.Select(stream => stream.Name).Order(StringComparer.Ordinal),
            expected.Distinct().Concat(basic.EmptyStreams.Select(empty => empty.Name)).Order(StringComparer.Ordinal),
            name => $"a record of {name}; T34_EveryExpectedRecordIsThere prints one");
        Assert.All(basic.EmptyStreams.Concat(AcceptanceConfig.File.FullRefresh.IgnoredFields.Values.SelectMany(fields => fields)), exemption => Assert.NotEmpty(exemption.BypassReason));
    }

    [Fact]
    public void TheCatalogsAreThoseOfTheRegistry()
    {
        AssertCatalog(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!, ConfiguredModes.FullRefresh, StreamRegistry.All);
        AssertCatalog(AcceptanceConfig.File.Incremental.ConfiguredCatalogPath!, ConfiguredModes.Incremental, StreamRegistry.All.Where(stream => stream.Kind.IsIncremental));
    }

    [Fact]
    public void TheFutureStateCoversEveryIncrementalStream()
    {
        var states = JsonElement.Parse(AcceptanceRuns.FileOf(AcceptanceConfig.File.Incremental.FutureState!.FutureStatePath)).EnumerateArray().Select(state => state.GetProperty("stream")).ToList();
        Assert.Empty(AcceptanceConfig.File.Incremental.FutureState.MissingStreams);
        Assert.Equal(
            StreamRegistry.All.Where(stream => stream.Kind.IsIncremental).Select(stream => $"{stream.Name} {stream.Cursor}"),
            states.Select(state => $"{state.GetProperty("stream_descriptor").GetProperty("name")} {Assert.Single(state.GetProperty("stream_state").EnumerateObject()).Name}"));
    }

    private static void AssertCatalog(string path, string mode, IEnumerable<StreamDefinition> expected)
    {
        var streams = JsonElement.Parse(AcceptanceRuns.FileOf(path)).GetProperty("streams").EnumerateArray().ToList();
        Listing.AssertLists(
            path, expected.Select(stream => stream.Name), streams.Select(stream => stream.GetProperty("stream").GetProperty("name").GetString()!), name => Configured(StreamRegistry.Find(name)!, mode));
        Assert.All(streams.Zip(expected), pair =>
        {
            Assert.Equal(mode, pair.First.GetProperty("sync_mode").GetString());
            Assert.Equal(pair.Second.PrimaryKey, pair.First.GetProperty("primary_key").EnumerateArray().Select(field => field[0].GetString()));
            Assert.Equal(mode == ConfiguredModes.Incremental, pair.First.TryGetProperty("cursor_field", out var cursor) && cursor[0].GetString() == pair.Second.Cursor);
        });
    }

    /// <summary>An entry of a catalog, as those files have it.</summary>
    private static string Configured(StreamDefinition stream, string mode)
    {
        var isIncremental = mode == ConfiguredModes.Incremental;
        var entry = new JsonObject
        {
            ["stream"] = new JsonObject
            {
                ["name"] = stream.Name,
                ["json_schema"] = new JsonObject(),
                ["supported_sync_modes"] = stream.Kind.IsIncremental ? [ConfiguredModes.FullRefresh, ConfiguredModes.Incremental] : new JsonArray(ConfiguredModes.FullRefresh),
                ["source_defined_cursor"] = true,
                ["source_defined_primary_key"] = Keys(stream),
                ["is_resumable"] = true,
            },
            ["sync_mode"] = mode,
            ["destination_sync_mode"] = isIncremental ? "append_dedup" : "overwrite",
            ["primary_key"] = Keys(stream),
        };
        if (isIncremental)
        {
            entry["stream"]!["default_cursor_field"] = new JsonArray(stream.Cursor);
            entry["cursor_field"] = new JsonArray(stream.Cursor);
        }

        return $"{entry.ToJsonString(new JsonSerializerOptions { WriteIndented = true })},";
    }

    private static JsonArray Keys(StreamDefinition stream) => [.. stream.PrimaryKey.Select(field => new JsonArray(field))];
}
