using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>RECORD and STATE.</summary>
public abstract partial class AcceptanceTests
{
    private const string NamespacedCatalog = """{"streams":[{"stream":{"name":"tags","namespace":"crm"},"sync_mode":"full_refresh"}]}""";

    [Fact]
    public async Task R1_TheCatalogsNamespaceIsOnEveryMessageOfTheStream()
    {
        var run = await Runs.ReadAsync(NamespacedCatalog);

        Assert.NotEmpty(run.Records("tags"));
        Assert.All(Payloads(run, "RECORD"), record => Assert.Equal("crm", record.GetProperty("namespace").GetString()));
        Assert.All(States(run), state => Assert.Equal("crm", state.GetProperty("stream").GetProperty("stream_descriptor").GetProperty("namespace").GetString()));
        Assert.All(Traces(run, "STREAM_STATUS"), status => Assert.Equal("crm", status.GetProperty("stream_descriptor").GetProperty("namespace").GetString()));
        Assert.All(Payloads(await Runs.FullRefresh, "RECORD"), record => Assert.False(record.TryGetProperty("namespace", out _)));
    }

    [Fact]
    public async Task R2_NoRecordIsEmptyAndNoneThatIsDroppedIsCounted()
    {
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            faults: [new Simulator.Faults.ReplaceBodyFault("""{"data":[{"id":"7"},{},null,{"id":"8"}]}""") { Path = "/v1/tags" }]);

        Assert.Equal(["7", "8"], run.Ids("tags"));
        Assert.Equal(2, run.States("tags").Sum(CountOf));
    }

    [Fact]
    public async Task R3_RecordsAreOfConfiguredStreamsOnly()
    {
        var run = await Runs.MissingStream;

        Assert.Equal(["teams"], Payloads(run, "RECORD").Select(record => record.GetProperty("stream").GetString()).Distinct());
    }

    [Fact]
    public async Task R4_WhatIsCutOutOfARecordIsTold()
    {
        var record = Assert.Single(Payloads(await Runs.Oversized, "RECORD"));

        Assert.Equal("x", record.GetProperty("data").GetProperty("color").GetString());
        Assert.Equal(
            """[{"field":"name","change":"TRUNCATED","reason":"SOURCE_RECORD_SIZE_LIMITATION"}]""",
            record.GetProperty("meta").GetProperty("changes").GetRawText());
    }

    [Fact]
    public async Task R6_StreamsAreReadSideBySide()
    {
        var before = Traces(await Runs.FullRefresh, "STREAM_STATUS").Select(status => status.GetProperty("status").GetString()).TakeWhile(status => status != "COMPLETE");

        Assert.True(before.Count(status => status == "RUNNING") > 1, "the first stream ended before the second one had begun");
    }

    [Fact]
    public async Task ST1_EveryStateIsAStreamsOwn() =>
        Assert.All((await Runs.AllAsync()).SelectMany(States), state => Assert.Equal("STREAM", state.GetProperty("type").GetString()));

    [Fact]
    public async Task ST2_EveryStreamOfEverySyncHasAStateWithItsCount()
    {
        foreach (var (run, catalog) in await CompleteReadsAsync())
        {
            Assert.All(StreamsOf(catalog), stream => Assert.NotEmpty(run.States(stream)));
        }
    }

    [Fact]
    public async Task ST3_TheCountsAreTheRecordsSinceThePreviousState()
    {
        foreach (var (run, _) in await CompleteReadsAsync())
        {
            var since = new Dictionary<string, long>();
            foreach (var message in run.Messages)
            {
                if (TypeOf(message) == "RECORD")
                {
                    var stream = message.GetProperty("record").GetProperty("stream").GetString()!;
                    since[stream] = since.GetValueOrDefault(stream) + 1;
                }
                else if (TypeOf(message) == "STATE")
                {
                    var state = message.GetProperty("state");
                    var stream = StreamOf(state.GetProperty("stream"));
                    Assert.Equal(since.GetValueOrDefault(stream), CountOf(state));
                    since[stream] = 0;
                }
            }

            Assert.All(since.Values, count => Assert.Equal(0, count));
        }
    }

    [Fact]
    public async Task ST4_AStateCoversNoMoreThanWhatIsBeforeIt()
    {
        // Of every tenth state of the stream: what came before it, and what the next sync brings, is everything.
        var run = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), config: SmallWindows());
        var states = run.Messages.Select((message, index) => (message, index)).Where(entry => TypeOf(entry.message) == "STATE").ToList();
        var everything = run.Ids("conversations").Order().ToList();
        Assert.True(states.Count > 20);
        foreach (var (message, index) in states.Where((_, number) => number % 10 == 5))
        {
            var before = run.Messages.Take(index).Where(earlier => TypeOf(earlier) == "RECORD").Select(record => record.GetProperty("record").GetProperty("data").GetProperty("id").ToString());
            var resumed = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), $"[{message.GetProperty("state").GetRawText()}]", SmallWindows());
            Assert.Equal(everything, before.Concat(resumed.Ids("conversations")).Distinct().Order());
        }
    }

    [Fact]
    public async Task ST5_NoStateComesTwiceAroundRecords()
    {
        foreach (var (run, _) in await CompleteReadsAsync())
        {
            foreach (var states in States(run).GroupBy(state => StreamOf(state.GetProperty("stream"))))
            {
                Assert.All(states.Zip(states.Skip(1)), pair => Assert.True(
                    CountOf(pair.Second) == 0 || StateOf(pair.First).GetRawText() != StateOf(pair.Second).GetRawText(), $"{states.Key}: {StateOf(pair.Second).GetRawText()} twice"));
            }
        }
    }

    [Fact]
    public async Task ST6_TheLastStateIsBeforeTheEndOfItsStream()
    {
        foreach (var (run, catalog) in await CompleteReadsAsync())
        {
            var messages = run.Messages.ToList();
            Assert.All(StreamsOf(catalog), stream => Assert.True(
                messages.FindLastIndex(message => TypeOf(message) == "STATE" && StreamOf(message.GetProperty("state").GetProperty("stream")) == stream)
                < messages.FindIndex(message => IsStatus(message, stream, "COMPLETE"))));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"gone"},"stream_state":{"x":1}},"global":null}]""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"messages","namespace":"other"},"stream_state":null}}]""")]
    public async Task ST7_EveryEmptyOrForeignStateReadsEverything(string state) => Assert.Equal(
        (await Runs.Incremental).Ids("messages"),
        (await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, "messages"), state)).Ids("messages"));

    [Theory]
    [InlineData("__ab_full_refresh_sync_complete")]
    [InlineData("__ab_no_cursor_state_message")]
    public async Task ST8_TheEndOfAFullRefreshIsWhereTheNextOneBegins(string sentinel)
    {
        Assert.All(States(await Runs.FullRefresh).GroupBy(state => StreamOf(state.GetProperty("stream"))), states =>
            Assert.Equal("""{"__ab_full_refresh_sync_complete":true}""", StateOf(states.Last()).GetRawText()));
        var run = await Runs.ReadAsync(
            SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
            $"[{{\"type\":\"STREAM\",\"stream\":{{\"stream_descriptor\":{{\"name\":\"tags\"}},\"stream_state\":{{\"{sentinel}\":true}}}}}}]");
        Assert.Equal((await Runs.FullRefresh).Ids("tags"), run.Ids("tags"));
    }

    [Fact]
    public async Task ST9_AFullRefreshGoesOnAtItsCheckpoint()
    {
        Assert.All(await Runs.StreamsAsync(), stream => Assert.True(stream.GetProperty("is_resumable").GetBoolean()));
        var whole = await Runs.FullRefresh;
        var middle = whole.States("endusers").ElementAt(3);
        var rest = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"), $"[{middle.GetRawText()}]");

        Assert.Equal(whole.Ids("endusers").Skip((int)whole.States("endusers").Take(4).Sum(CountOf)), rest.Ids("endusers"));
    }

    [Fact]
    public async Task ST10_AStateComesWithEveryWindowAndEveryPage()
    {
        var run = await Runs.ReadAsync(SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), config: SmallWindows());

        Assert.Equal(92, run.States("conversations").Count());
        Assert.Equal(8, (await Runs.FullRefresh).States("endusers").Count());
    }

    private static bool IsStatus(JsonElement message, string stream, string status) =>
        TypeOf(message) == "TRACE"
        && message.GetProperty("trace").TryGetProperty("stream_status", out var told)
        && StreamOf(told) == stream
        && told.GetProperty("status").GetString() == status;

    /// <summary>One window for each of the 92 days.</summary>
    private string SmallWindows() => Runs.Config(change: config =>
    {
        config["window_days"] = 1;
        config["lookback_minutes"] = 0;
    });

    /// <summary>The reads that go through, each with its catalog.</summary>
    private async Task<IReadOnlyList<(Run Run, string Catalog)>> CompleteReadsAsync()
    {
        var full = AcceptanceRuns.FileOf(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!);
        return
        [
            (await Runs.FullRefresh, full),
            (await Runs.SecondFullRefresh, full),
            (await Runs.Incremental, AcceptanceRuns.IncrementalCatalog),
            (await Runs.SecondIncremental, AcceptanceRuns.IncrementalCatalog),
            (await Runs.FutureState, AcceptanceRuns.IncrementalCatalog),
        ];
    }
}
