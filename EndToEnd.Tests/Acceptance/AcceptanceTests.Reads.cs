using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dixa.Connector.Acceptance;

/// <summary>What Airbyte's acceptance tests ask of <c>discover</c> and <c>read</c>.</summary>
public abstract partial class AcceptanceTests
{
    [Fact]
    public async Task T23_DiscoverIsOneCatalogOfDistinctStreams()
    {
        Assert.Equal("CATALOG", TypeOf(Assert.Single((await Runs.Discover).Messages)));
        Assert.Distinct((await Runs.StreamsAsync()).Select(AcceptanceRuns.NameOf));
    }

    [Fact]
    public async Task T24_EverySchemaIsADraft7Schema()
    {
        foreach (var schema in await SchemasAsync())
        {
            Assert.Equal("http://json-schema.org/draft-07/schema#", schema.GetProperty("$schema").GetString());
            Assert.NotEmpty((await JsonSchema.FromJsonAsync(schema.GetRawText(), TestContext.Current.CancellationToken)).Properties);
        }
    }

    [Fact]
    public async Task T25_EveryIncrementalStreamHasItsCursorInTheSchema() => Assert.All(
        (await Runs.StreamsAsync()).Where(IsIncremental),
        stream => Assert.True(stream.GetProperty("json_schema").GetProperty("properties").TryGetProperty(stream.GetProperty("default_cursor_field")[0].GetString()!, out _)));

    [Fact]
    public async Task T26_NoStreamsSchemaRefersElsewhere() => Assert.DoesNotContain("\"$ref\"", (await Runs.Discover).Lines[0], StringComparison.Ordinal);

    [Fact]
    public async Task T27_NoStreamsSchemaCombinesOthers() =>
        Assert.All((await SchemasAsync()).SelectMany(Nested), schema => Assert.False(schema.TryGetProperty("allOf", out _) || schema.TryGetProperty("not", out _)));

    [Fact]
    public async Task T28_EveryPrimaryKeyIsInItsSchema() => Assert.All(await Runs.StreamsAsync(), stream => Assert.All(
        KeysOf(stream), key => Assert.True(stream.GetProperty("json_schema").GetProperty("properties").TryGetProperty(key, out _))));

    [Fact]
    public async Task T29_EveryStreamHasSyncModes() => Assert.All(
        await Runs.StreamsAsync(), stream => Assert.Equal("full_refresh", stream.GetProperty("supported_sync_modes")[0].GetString()));

    [Fact]
    public async Task T30_EveryStreamsSchemaIsOpen() => Assert.All(
        (await SchemasAsync()).SelectMany(Nested).Where(schema => schema.TryGetProperty("additionalProperties", out _)),
        schema => Assert.True(schema.GetProperty("additionalProperties").GetBoolean()));

    [Fact]
    public async Task T32_EveryTypeIsOneThatPlatformsSupport() => Assert.All(
        (await SchemasAsync()).SelectMany(Nested).Where(schema => schema.TryGetProperty("type", out _)).SelectMany(TypesOf),
        type => Assert.Contains(type, DestinationTypes));

    [Fact]
    public async Task T33_PrimaryKeysAreScalars() => Assert.All(await Runs.StreamsAsync(), stream => Assert.All(
        KeysOf(stream), key => Assert.DoesNotContain(Assert.Single(TypesOf(stream.GetProperty("json_schema").GetProperty("properties").GetProperty(key))), new[] { "object", "array" })));

    [Fact]
    public async Task T34_EveryStreamHasRecordsThatAreWhatItsSchemaSays()
    {
        var run = await Runs.BasicRead;
        foreach (var stream in await BasicStreamsAsync())
        {
            var schema = await JsonSchema.FromJsonAsync(stream.GetProperty("json_schema").GetRawText(), TestContext.Current.CancellationToken);
            var records = run.Records(AcceptanceRuns.NameOf(stream)).ToList();
            Assert.True(
                records.Count > 0,
                $"No row of {AcceptanceRuns.NameOf(stream)} came: give the simulator's organisation data for it (Simulator/Generation), and an entry in Simulator/ResourceTable.cs.");
            Assert.All(records, record =>
            {
                using var reader = new JsonTextReader(new StringReader(record.GetRawText())) { DateParseHandling = DateParseHandling.None };
                Assert.Empty(schema.Validate(JToken.Load(reader)));
                Assert.All(KeysOf(stream), key => Assert.True(record.GetProperty(key).ValueKind is JsonValueKind.String or JsonValueKind.Number));
            });
        }
    }

    [Fact]
    public async Task T34_EveryExpectedRecordIsThere()
    {
        var expected = AcceptanceRuns.FileOf(AcceptanceConfig.File.BasicRead.ExpectRecords!.Path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToLookup(line => line.GetProperty("stream").GetString()!, line => line.GetProperty("data"));
        foreach (var stream in await BasicStreamsAsync())
        {
            var name = AcceptanceRuns.NameOf(stream);
            var byKey = (await Runs.BasicRead).Records(name).ToDictionary(record => string.Join('|', KeysOf(stream).Select(key => record.GetProperty(key))));
            Assert.True(
                expected[name].Any(),
                $"Add a record of {name} to {AcceptanceConfig.File.BasicRead.ExpectRecords!.Path}, such as:\n{(byKey.Count == 0 ? "(none came)" : $$"""{"stream":"{{name}}","data":{{byKey.Values.First().GetRawText()}},"emitted_at":0}""")}");
            Assert.All(expected[name], record => Assert.True(
                JsonElement.DeepEquals(record, byKey[string.Join('|', KeysOf(stream).Select(key => record.GetProperty(key)))]), record.GetRawText()));
        }
    }

    [Fact]
    public async Task T35_StatusesBeginWithStartedAndEndWithComplete()
    {
        var run = await Runs.BasicRead;
        var streams = (await BasicStreamsAsync()).Select(AcceptanceRuns.NameOf).ToList();

        Assert.Equal(streams.Order(), Traces(run, "STREAM_STATUS").Select(StreamOf).Distinct().Order());
        Assert.All(streams, stream => Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], run.Statuses(stream)));
    }

    [Fact]
    public async Task T36_EveryStreamHasAStateWithItsDescriptorAndCount() => Assert.Equal(
        (await BasicStreamsAsync()).Select(AcceptanceRuns.NameOf).Order(),
        States(await Runs.BasicRead).Select(state => StreamOf(state.GetProperty("stream"))).Distinct().Order());

    [Fact]
    public async Task T37_AReadThatFailsHasAnErrorTrace() => Assert.Equal(AcceptanceRuns.NoSuchStream, StreamOf(Assert.Single((await Runs.MissingStream).Errors)));

    [Fact]
    public async Task T39_TwoFullRefreshesAreAlikeAndEachHasItsTime()
    {
        var first = Payloads(await Runs.FullRefresh, "RECORD").ToList();
        var second = Payloads(await Runs.SecondFullRefresh, "RECORD").ToList();

        Assert.True(first.Max(record => record.GetProperty("emitted_at").GetInt64()) < second.Min(record => record.GetProperty("emitted_at").GetInt64()));
        Assert.Equal(Rows(first), Rows(second));
    }

    [Fact]
    public async Task T40_TheSecondIncrementalReadBringsOnlyTheLookback()
    {
        var first = await Runs.Incremental;
        var second = await Runs.SecondIncremental;

        Assert.All(StreamsOf(AcceptanceRuns.IncrementalCatalog), stream =>
        {
            Assert.NotEmpty(first.Records(stream));
            Assert.True(second.Records(stream).Count() < first.Records(stream).Count(), stream);
        });
    }

    [Fact]
    public async Task T41_AReadThatGoesOnFromAnyStateIsComplete()
    {
        var whole = await Runs.Incremental;
        foreach (var stream in StreamsOf(AcceptanceRuns.IncrementalCatalog))
        {
            var states = whole.States(stream).ToList();
            var middle = states.Take(states.Count / 2).ToList();
            var rest = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, stream), $"[{middle[^1].GetRawText()}]");
            Assert.True(rest.Records(stream).Count() >= whole.Records(stream).Count() - middle.Sum(CountOf), stream);
            Assert.True(rest.Records(stream).Count() < whole.Records(stream).Count(), stream);
        }
    }

    [Fact]
    public async Task T42_AFarFutureStateReadsNothingAndStaysAsItIs()
    {
        var run = await Runs.FutureState;
        var given = JsonElement.Parse(AcceptanceRuns.FileOf(AcceptanceConfig.File.Incremental.FutureState!.FutureStatePath))
            .EnumerateArray()
            .ToDictionary(state => StreamOf(state.GetProperty("stream")), StateOf);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(Payloads(run, "RECORD"));
        Assert.Equal(StreamsOf(AcceptanceRuns.IncrementalCatalog).Order(), given.Keys.Order());
        Assert.All(given.Keys, stream => Assert.True(JsonElement.DeepEquals(given[stream], StateOf(run.States(stream).Last())), stream));
    }

    /// <remarks>Of the same type and, character class by character class, of the same form.</remarks>
    [Fact]
    public async Task T42_TheCursorOfAStateLooksLikeTheOneOfTheFutureState()
    {
        var future = JsonElement.Parse(AcceptanceRuns.FileOf(AcceptanceConfig.File.Incremental.FutureState!.FutureStatePath));
        foreach (var given in future.EnumerateArray())
        {
            var cursor = Assert.Single(StateOf(given).EnumerateObject());
            var written = StateOf((await Runs.Incremental).States(StreamOf(given.GetProperty("stream"))).Last()).GetProperty(cursor.Name);
            Assert.Equal(Form(cursor.Value), Form(written));
        }
    }

    [Fact]
    public async Task T43_EveryIncrementalStreamHasACursor() => Assert.All(
        (await Runs.StreamsAsync()).Where(IsIncremental), stream => Assert.Single(stream.GetProperty("default_cursor_field").EnumerateArray()));

    [Fact]
    public async Task T44_EveryStreamHasAPrimaryKey() => Assert.All(await Runs.StreamsAsync(), stream => Assert.NotEmpty(KeysOf(stream)));

    private static bool IsIncremental(JsonElement stream) =>
        stream.GetProperty("supported_sync_modes").EnumerateArray().Any(mode => mode.GetString() == ConfiguredModes.Incremental);

    private static string[] KeysOf(JsonElement stream) =>
        [.. stream.GetProperty("source_defined_primary_key").EnumerateArray().Select(path => Assert.Single(path.EnumerateArray()).GetString()!)];

    private static string Form(JsonElement value) => Regex.Replace(value.GetRawText(), "[0-9]", "9");

    private static IEnumerable<string> Rows(IEnumerable<JsonElement> records) => records
        .Where(record => AcceptanceConfig.File.FullRefresh.IgnoredFields.All(ignored => ignored.Key != record.GetProperty("stream").GetString()))
        .Select(record => record.GetProperty("stream").GetString() + record.GetProperty("data").GetRawText())
        .Order(StringComparer.Ordinal);

    private async Task<IEnumerable<JsonElement>> BasicStreamsAsync() => (await Runs.StreamsAsync())
        .Where(stream => AcceptanceConfig.File.BasicRead.EmptyStreams.All(empty => empty.Name != AcceptanceRuns.NameOf(stream)));
}
