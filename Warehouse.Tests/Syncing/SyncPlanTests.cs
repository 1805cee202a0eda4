using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Stores;
using YamlDotNet.RepresentationModel;

namespace Dixa.Warehouse.Syncing;

/// <summary>Which streams a sync reads, how, and from where on.</summary>
public sealed class SyncPlanTests
{
    private const string State = """{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":5}}}""";

    private static readonly JsonObject Discovered = (JsonObject)JsonNode.Parse("""
        {"streams": [
          {"name": "conversations", "json_schema": {}, "supported_sync_modes": ["full_refresh", "incremental"], "source_defined_primary_key": [["id"]], "default_cursor_field": ["updated_at"]},
          {"name": "agents", "json_schema": {}, "supported_sync_modes": ["full_refresh"], "source_defined_primary_key": [["id"]]},
          {"name": "events", "json_schema": {}, "supported_sync_modes": ["full_refresh"]},
          {"name": "log", "json_schema": {}, "supported_sync_modes": ["incremental"]},
          {"name": "nested", "json_schema": {}, "supported_sync_modes": ["incremental"], "source_defined_primary_key": [["meta", "id"]]}
        ]}
        """)!;

    [Fact]
    public void TheSuggestedStreamsAreThoseOfTheMetadata()
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "metadata.yaml"));
        yaml.Load(reader);
        var suggested = (YamlSequenceNode)yaml.Documents[0].RootNode["data"]["suggestedStreams"]["streams"];
        Assert.Equal(suggested.Select(node => node.ToString()), SyncPlan.Suggested);
    }

    [Fact]
    public void WithoutAnyWordTheSuggestedStreamsAreRead() => Assert.Equal(["conversations", "agents"], Names(Plan(null)));

    [Fact]
    public void AllMeansAll() => Assert.Equal(["conversations", "agents", "events", "log", "nested"], Names(Plan(["all"])));

    [Fact]
    public void AStreamThatTheSourceLacksIsAClearError() =>
        Assert.Equal("The source has no stream agent. It has conversations, agents, events, log, nested.", Assert.Throws<WarehouseException>(() => Plan(["agent"])).Message);

    [Theory]
    [InlineData("conversations", "incremental", "append_dedup")]
    [InlineData("agents", "full_refresh", "overwrite_dedup")]
    [InlineData("events", "full_refresh", "overwrite")]
    [InlineData("log", "incremental", "append")]
    [InlineData("nested", "incremental", "append")]
    public void AStreamIsReadIncrementallyWhereItCanBeAndKeptByItsKeyWhereItHasOne(string name, string syncMode, string destinationMode)
    {
        var entry = Entry(Plan([name]));

        Assert.Equal(syncMode, (string?)entry["sync_mode"]);
        Assert.Equal(destinationMode, (string?)entry["destination_sync_mode"]);
    }

    [Fact]
    public void AnIncrementalStreamGoesOnFromItsState()
    {
        var plan = Plan(["conversations"], Known("conversations", generation: 3, isRefreshing: false));

        Assert.Equal($"[{State}]", plan.States);
        Assert.Equal(State, plan.StateOf[new StreamName(null, "conversations")]);
        Assert.Equal((3, 0), Generations(plan));
    }

    [Fact]
    public void AFullRefreshBeginsAnewOnceTheLastOneIsComplete()
    {
        var plan = Plan(["agents"], Known("agents", generation: 3, isRefreshing: false));

        Assert.Equal("[]", plan.States);
        Assert.Equal((4, 4), Generations(plan));
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("conversations")]
    public void ARefreshThatWasCutOffGoesOn(string name)
    {
        var plan = Plan([name], Known(name, generation: 3, isRefreshing: true));

        Assert.Equal($"[{State}]", plan.States);
        Assert.Equal((3, 3), Generations(plan));
    }

    [Theory]
    [InlineData("""{"__ab_full_refresh_sync_complete":true}""")]
    [InlineData("""{"__ab_no_cursor_state_message":true}""")]
    [InlineData("""{"records_past_checkpoint":7}""")]
    [InlineData("{}")]
    public void ARefreshWhoseStateIsNoPlaceToGoOnFromBeginsAnew(string state)
    {
        var plan = Plan(["agents"], Known("agents", generation: 3, isRefreshing: true) with { State = $$"""{"type":"STREAM","stream":{"stream_descriptor":{"name":"agents"},"stream_state":{{state}} } }""" });

        Assert.Equal("[]", plan.States);
        Assert.Equal((4, 4), Generations(plan));
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("conversations")]
    public void ATableThatIsGoneIsReadFromTheBeginning(string name) =>
        Assert.Equal("[]", Plan([name], Known(name, generation: 3, isRefreshing: true) with { HasTable = false }).States);

    [Fact]
    public void ARefreshThatIsAskedForForgetsTheStateAndTakesAwayWhatItDoesNotBring()
    {
        var plan = SyncPlan.Make(Discovered, ["conversations"], ["conversations"], [Known("conversations", generation: 3, isRefreshing: false)]);

        Assert.Equal("[]", plan.States);
        Assert.Empty(plan.StateOf);
        Assert.Equal((4, 4), Generations(plan));
    }

    [Fact]
    public void AWokenRunGoesOnFromWhereTheLastOfItsKindStood()
    {
        const string Ahead = """{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":9}}}""";
        var plan = Woken(["conversations", "agents"], new() { [new StreamName(null, "conversations")] = Ahead }, Known("conversations", generation: 3, isRefreshing: false), Known("agents", generation: 1, isRefreshing: false))!;

        Assert.Equal(["conversations"], Names(plan));
        Assert.Equal($"[{Ahead}]", plan.States);
        Assert.Equal((3, 0), Generations(plan));
        Assert.Equal($"[{State}]", Woken(["conversations"], [], Known("conversations", generation: 3, isRefreshing: false))!.States);
    }

    /// <remarks>Rows would be of a refresh that is under way, or would come twice, or from the very beginning.</remarks>
    [Theory]
    [InlineData("conversations", true, true, true)]
    [InlineData("conversations", false, false, true)]
    [InlineData("conversations", false, true, false)]
    [InlineData("log", false, true, true)]
    [InlineData("nested", false, true, true)]
    [InlineData("agents", false, true, true)]
    public void AStreamThatIsNotFitForItIsLeftToTheSchedule(string name, bool isRefreshing, bool hasTable, bool hasState)
    {
        var bookmark = Known(name, generation: 3, isRefreshing) with { HasTable = hasTable };
        Assert.Null(Woken([name], [], hasState ? bookmark : bookmark with { State = null }));
    }

    private static SyncPlan? Woken(IReadOnlyList<string> streams, Dictionary<StreamName, string> states, params Bookmark[] bookmarks) =>
        SyncPlan.MakeWoken(new WokenRead(streams, Discovered, states, TimeSpan.FromMinutes(2)), bookmarks);

    private static SyncPlan Plan(IReadOnlyList<string>? asked, params Bookmark[] bookmarks) => SyncPlan.Make(Discovered, asked, [], bookmarks);

    private static Bookmark Known(string name, long generation, bool isRefreshing) => new(new StreamName(null, name), name, generation, isRefreshing, State, 1, HasTable: true);

    private static IEnumerable<string> Names(SyncPlan plan) => plan.Catalog.Streams.Select(stream => stream.Name.Name);

    private static JsonNode Entry(SyncPlan plan) => JsonNode.Parse(plan.Json)!["streams"]![0]!;

    private static (long, long) Generations(SyncPlan plan) => ((long)Entry(plan)["generation_id"]!, (long)Entry(plan)["minimum_generation_id"]!);
}
