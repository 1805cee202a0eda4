using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Syncing;

/// <summary>Whose turn it is: the schedule's, or that of what has rung.</summary>
public sealed class SyncPaceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Both = ["conversations", "messages"];

    private static readonly JsonObject Discovered = (JsonObject)JsonNode.Parse("""
        {"streams": [
          {"name": "conversations", "json_schema": {}, "supported_sync_modes": ["full_refresh", "incremental"], "source_defined_primary_key": [["id"]]},
          {"name": "messages", "json_schema": {}, "supported_sync_modes": ["full_refresh", "incremental"], "source_defined_primary_key": [["id"]]},
          {"name": "activity_logs", "json_schema": {}, "supported_sync_modes": ["full_refresh", "incremental"], "source_defined_primary_key": [["id"]]},
          {"name": "agents", "json_schema": {}, "supported_sync_modes": ["full_refresh"], "source_defined_primary_key": [["id"]]}
        ]}
        """)!;

    private readonly ManualClock _clock = new(Noon);
    private readonly CountedBell _counts = new();
    private readonly Bell _bell;

    public SyncPaceTests() => _bell = new Bell(_counts, _clock);

    private DateTimeOffset Now => _clock.GetUtcNow();

    public void Dispose() => _bell.Dispose();

    [Fact]
    public void TheFirstRunIsTheSchedulesAndNothingGoesBeforeIt()
    {
        var pace = Pace();
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Noon, RunBeginning.Schedule), Next(pace));
    }

    [Fact]
    public void AnEventWakesARunOnceItsBurstHasGathered()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        _clock.Advance(TimeSpan.FromMinutes(5));
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Now.AddSeconds(2), RunBeginning.Webhook), Next(pace));
    }

    [Fact]
    public void RunsThatFollowEachOtherAreSpreadOverTheMinute()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Run(pace, RunBeginning.Webhook);
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Now.AddSeconds(15), RunBeginning.Webhook), Next(pace));
    }

    /// <remarks>It may have been killed and started again, with requests behind it that nobody knows of.</remarks>
    [Fact]
    public void AProcessThatHasJustBegunTakesTheLimitToBeSpent()
    {
        var pace = Pace();
        Assert.Equal(new Turn(Noon, RunBeginning.Schedule), Next(pace));
        Run(pace, RunBeginning.Schedule);
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Noon.AddMilliseconds(60_100), RunBeginning.Webhook), Next(pace));
    }

    [Fact]
    public void TheScheduleGoesOnWhateverRings()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        _clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Noon.AddMinutes(15), RunBeginning.Schedule), Next(pace));
    }

    [Fact]
    public void AWokenRunReadsWhatTheEventCanHaveChangedOfWhatThisSyncReads()
    {
        var pace = Pace(["agents", "conversations", "messages"]);
        Run(pace, RunBeginning.Schedule, ["agents", "conversations", "messages"]);

        var read = pace.Read(EventStreams.Of("CONVERSATION_CLOSED"), Now)!;
        Assert.Equal(Both, read.Streams.Order());
        Assert.Equal(TimeSpan.FromMinutes(2), read.Lookback);
        Assert.Null(Pace(["agents"]).Read(EventStreams.Of("CONVERSATION_CLOSED"), Now));
    }

    /// <remarks>It may have months to read, which would take the limit for an hour.</remarks>
    [Fact]
    public void AStreamThatNoRunHasReadToItsEndIsTheSchedules()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule, complete: ["messages"], failure: "conversations failed");
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(["messages"], pace.Read(_bell.Streams, Now)!.Streams);
    }

    [Fact]
    public void WhereWokenRunsStandIsKeptUntilTheScheduleHasGoneByIt()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        Assert.Empty(pace.Read(Both, Now)!.States);

        Run(pace, RunBeginning.Webhook);
        Assert.Equal(Both, pace.Read(Both, Now)!.States.Keys.Select(name => name.Name).Order());

        Run(pace, RunBeginning.Schedule, complete: ["messages"], failure: "conversations failed");
        Assert.Equal(["conversations"], pace.Read(Both, Now)!.States.Keys.Select(name => name.Name));
    }

    [Fact]
    public void AfterAFailureTheNextOneWaitsLonger()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Run(pace, RunBeginning.Webhook, complete: [], failure: "Dixa is down.", exports: 2);
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(Now.AddSeconds(30), Next(pace).At);
    }

    /// <remarks>What a run cost that was broken off is not known: it may have used up the limit.</remarks>
    [Fact]
    public void AfterARunOfUnknownCostNothingBeginsForAMinute()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Run(pace, RunBeginning.Webhook, complete: [], failure: "It was killed.", exports: null);
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(Now.AddMilliseconds(60_100), Next(pace).At);
    }

    [Fact]
    public void AScheduledRunThatMayNeedTheWholeLimitWaitsForItAndNothingGoesBeforeIt()
    {
        var pace = Pace();
        Run(pace, RunBeginning.Schedule, complete: Both, failure: "agents failed", exports: 2);
        _clock.Advance(TimeSpan.FromSeconds(870));
        Run(pace, RunBeginning.Webhook);
        _clock.Advance(TimeSpan.FromSeconds(30));
        _bell.Ring("CONVERSATION_CREATED", Now);

        Assert.Equal(new Turn(Noon.AddMilliseconds(930_100), RunBeginning.Schedule), Next(pace));
    }

    /// <summary>An hour at Dixa's limit, with runs that take as long as they do, and rows that can be read some time after their events.</summary>
    [Theory]
    [InlineData(1, 0.8, 0, 10, 20)]
    [InlineData(50, 0.8, 0, 10, 20)]
    [InlineData(1, 2, 0, 11, 20)]
    [InlineData(1, 0.8, 3, 13, 23)]
    [InlineData(0.02, 0.8, 0, 5, 20)]
    [InlineData(0.02, 0.8, 20, 35, 40)]
    public void ForAnHourRowsFollowTheirEventsWithinTheLimit(double eventsPerSecond, double runSeconds, double lagSeconds, double median, double most)
    {
        var hour = new SimulatedHour(Pace(["all"]), _bell, _clock, TimeSpan.FromSeconds(runSeconds), TimeSpan.FromSeconds(lagSeconds), Discovered);
        hour.Run(eventsPerSecond);

        Assert.All(hour.Exports, first => Assert.InRange(hour.Exports.Count(each => each >= first && each < first.AddMinutes(1)), 1, 10));
        Assert.InRange(hour.Runs.Count(run => run == RunBeginning.Schedule), 4, 5);
        var delays = hour.Delays.Order().ToList();
        Assert.InRange(delays[delays.Count / 2], 0, median);
        Assert.InRange(delays[delays.Count * 95 / 100], 0, most);
        Assert.DoesNotContain(_counts.Findings, each => each.Finding != Finding.Read);
    }

    private static SyncPace Pace(IReadOnlyList<string>? asked = null, string settings = "{}") => new(TimeSpan.FromMinutes(15), (JsonObject)JsonNode.Parse(settings)!, asked, Noon);

    private Turn Next(SyncPace pace) => pace.Next(Now, _bell.WaitingSince, _bell.Streams);

    private void Run(SyncPace pace, string beganBy, IReadOnlyList<string>? complete = null, string? failure = null, int? exports = 2)
    {
        pace.Begin(beganBy, Now);
        pace.End(
            beganBy,
            new SyncResult(failure is null ? "succeeded" : "failed", failure)
            {
                Discovered = Discovered,
                ExportsRequests = exports,
                Streams = [.. (complete ?? Both).Select(name => new SyncedStream(new StreamName(null, name), IsComplete: true, 1, $"{{\"{name}\":1}}", Now))],
            },
            Now);
    }
}
