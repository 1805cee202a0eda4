using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Metrics;
using Serilog;

namespace Dixa.Warehouse.Syncing;

/// <summary>A run that an event wakes reads less than a scheduled one, and leaves its states alone.</summary>
public sealed class SyncRunTests : IDisposable
{
    private static readonly StreamName People = new(null, "people");

    private readonly SqliteDatabase _database = new();
    private readonly ShellSource _source = new("""cp "$3" "$here/config$runs"; cp "$7" "$here/state$runs"; record "$runs"; state "$runs"; if [ "$runs" = 3 ]; then exit 1; fi; complete""");
    private readonly Serilog.Core.Logger _log = new LoggerConfiguration().CreateLogger();

    public void Dispose()
    {
        _log.Dispose();
        _source.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void AWokenRunReadsMinutesAndLeavesTheStateToTheSchedule()
    {
        var scheduled = Run(new SyncOrder(RunBeginning.Schedule, []))!;
        var woken = Run(Woken(scheduled, []))!;
        Assert.Equal(("succeeded", 1), (woken.Status, Assert.Single(woken.Streams).Records));
        Assert.Equal(["1", "2"], _database.Rows("people", "id"));
        Assert.Equal("2", Given(2)["lookback_minutes"]!.ToJsonString());
        Assert.Contains("\"at\":1", State(2), StringComparison.Ordinal);
        Assert.Contains("\"at\":1", _database.One("SELECT state FROM _sync_streams WHERE name = 'people'"), StringComparison.Ordinal);

        // The next of its kind goes on from there, though it fails; the schedule does not.
        var failed = Run(Woken(scheduled, new() { [People] = woken.Streams[0].State! }))!;
        Assert.Equal("failed", failed.Status);
        Assert.Contains("\"at\":2", State(3), StringComparison.Ordinal);
        Run(new SyncOrder(RunBeginning.Schedule, []));
        Assert.Contains("\"at\":1", State(4), StringComparison.Ordinal);
        Assert.Null(Given(4)["lookback_minutes"]);
        Assert.Equal(["schedule|succeeded", "webhook|succeeded", "webhook|failed", "schedule|succeeded"], _database.Rows("_sync_runs", "began_by, status", "id"));
        Assert.Equal(["1", "2", "3", "4"], _database.Rows("people", "id"));
    }

    [Fact]
    public void WhereNothingIsFitForAWokenRunNoneBegins()
    {
        var discovered = Run(new SyncOrder(RunBeginning.Schedule, []))!;
        _database.Query("UPDATE _sync_streams SET is_refreshing = 1");

        Assert.Null(Run(Woken(discovered, [])));
        Assert.Single(_database.Rows("_sync_runs", "id"));
    }

    [Fact]
    public void OneThatIsCalledForSaysSo()
    {
        Run(new SyncOrder(RunBeginning.Command, []));

        Assert.Equal(["command"], _database.Rows("_sync_runs", "began_by"));
    }

    private static SyncOrder Woken(SyncResult scheduled, Dictionary<StreamName, string> states) =>
        new(RunBeginning.Webhook, [], new WokenRead(["people", "others"], scheduled.Discovered!, states, TimeSpan.FromSeconds(90))) { WatchesCursors = true };

    private SyncResult? Run(SyncOrder order)
    {
        var options = new SyncOptions(_database.Config(), SourceCommand.Parse(_source.Command, "/nowhere"), ["people"]);
        return new SyncRun(options, _log, new SyncScreen(null, TextWriter.Null, new SecretMask(), TimeProvider.System), TimeProvider.System, new WarehouseMetrics()).Run(order, TestContext.Current.CancellationToken);
    }

    private JsonObject Given(int run) => (JsonObject)JsonNode.Parse(File.ReadAllText(_source.PathOf($"config{run}")))!;

    private string State(int run) => File.ReadAllText(_source.PathOf($"state{run}"));
}
