using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Webhooks;
using Serilog;

namespace Dixa.Warehouse.Syncing;

/// <summary>One run after the other, on a clock that a test moves: the schedule's, and those that events wake.</summary>
public sealed class SyncLoopTests : IDisposable
{
    private static readonly string[] Both = ["conversations", "messages"];

    private static readonly JsonObject Discovered = (JsonObject)JsonNode.Parse("""
        {"streams": [
          {"name": "conversations", "json_schema": {}, "supported_sync_modes": ["incremental"], "source_defined_primary_key": [["id"]]},
          {"name": "messages", "json_schema": {}, "supported_sync_modes": ["incremental"], "source_defined_primary_key": [["id"]]}
        ]}
        """)!;

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CountedBell _counts = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SyncOrder> _orders = [];
    private readonly List<DateTimeOffset> _began = [];
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly Bell _bell;
    private int _underWay;
    private bool _fails;

    public SyncLoopTests() => _bell = new Bell(_counts, _clock);

    public void Dispose()
    {
        _bell.Dispose();
        _stop.Dispose();
        _mayEnd.Dispose();
    }

    [Fact]
    public async Task EventsDuringARunMakeOneMoreAfterItAndNeverTwoAtOnce()
    {
        var loop = Start();
        await BegunAsync(1);
        for (var i = 0; i < 20; i++)
        {
            _bell.Ring("CONVERSATION_MESSAGE_ADDED", _clock.GetUtcNow());
        }

        Assert.Single(_orders);
        await EndAsync(1);
        await AdvanceUntilBegunAsync(2);
        Assert.Equal(RunBeginning.Webhook, _orders[1].BeganBy);
        Assert.Equal(Both, _orders[1].Woken!.Streams.Order());
        Assert.Empty(_orders[1].Refreshed);
        await EndAsync(2);
        await StopAsync(loop);
        Assert.Equal(20, _counts.Findings.Count(each => each.Finding == Finding.Read));
        Assert.Equal(2, _orders.Count);
    }

    [Fact]
    public async Task WithoutWebhooksTheScheduleGoesOn()
    {
        var loop = Start();
        for (var run = 1; run <= 3; run++)
        {
            await BegunAsync(run);
            await EndAsync(run);
            await AdvanceUntilBegunAsync(run + 1);
        }

        Assert.All(_orders, order => Assert.Equal((RunBeginning.Schedule, null), (order.BeganBy, order.Woken)));
        Assert.All(_began.Zip(_began.Skip(1), (earlier, later) => later - earlier), interval => Assert.True(interval >= TimeSpan.FromMinutes(15)));
        await EndAsync(4);
        await StopAsync(loop);
    }

    /// <remarks>A refresh and the retry of a run that failed are the schedule's: they take long, and take rows away.</remarks>
    [Fact]
    public async Task AWokenRunNeitherRefreshesNorRetries()
    {
        _fails = true;
        var loop = Start("conversations");
        await BegunAsync(1);
        _bell.Ring("CONVERSATION_CLOSED", _clock.GetUtcNow());
        await EndAsync(1);
        await AdvanceUntilBegunAsync(2);
        Assert.Equal((RunBeginning.Schedule, "conversations"), (_orders[1].BeganBy, Assert.Single(_orders[1].Refreshed)));

        _fails = false;
        await EndAsync(2);
        _bell.Ring("CONVERSATION_CLOSED", _clock.GetUtcNow());
        await AdvanceUntilBegunAsync(3);
        Assert.Equal(RunBeginning.Webhook, _orders[2].BeganBy);
        await EndAsync(3);
        await StopAsync(loop);
    }

    [Fact]
    public async Task RunsAreCountedByWhatBeganThem()
    {
        var loop = Start();
        await BegunAsync(1);
        await EndAsync(1);
        _bell.Ring("CONVERSATION_CLOSED", _clock.GetUtcNow());
        await AdvanceUntilBegunAsync(2);
        await EndAsync(2);
        await StopAsync(loop);

        Assert.Equal(["schedule succeeded", "webhook succeeded"], _counts.Runs);
    }

    private Task Start(params string[] refreshed)
    {
        var pace = new SyncPace(TimeSpan.FromMinutes(15), [], null, _clock.GetUtcNow());
        var loop = new SyncLoop(pace, _bell, Run, _counts, new LoggerConfiguration().CreateLogger(), _clock);
        return Task.Factory.StartNew(() => loop.Run(refreshed, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private SyncResult Run(SyncOrder order)
    {
        Assert.Equal(1, Interlocked.Increment(ref _underWay));
        lock (_orders)
        {
            _orders.Add(order);
            _began.Add(_clock.GetUtcNow());
        }

        _mayEnd.Wait(_stop.Token);
        Interlocked.Decrement(ref _underWay);
        return new SyncResult(_fails ? "failed" : "succeeded", _fails ? "Dixa is down." : null)
        {
            Discovered = Discovered,
            ExportsRequests = 2,
            Streams = [.. Both.Select(name => new SyncedStream(new StreamName(null, name), !_fails, 1, "{}", _clock.GetUtcNow()))],
        };
    }

    private async Task BegunAsync(int runs)
    {
        for (var tries = 0; Count() < runs; tries++)
        {
            Assert.True(tries < 6000, $"there was no run {runs}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task EndAsync(int runs)
    {
        _mayEnd.Release();
        for (var tries = 0; _counts.Runs.Count < runs; tries++)
        {
            Assert.True(tries < 6000, $"run {runs} did not end");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the clock on while the loop waits, and only then: to the end of its wait, or second by second while an event waits for it too.</summary>
    private async Task AdvanceUntilBegunAsync(int runs)
    {
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        while (Count() < runs)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
            if (_clock.NextDue is { } due && Count() < runs)
            {
                Assert.True(_clock.GetUtcNow() < end, $"there was no run {runs}");
                _clock.Advance(_bell.WaitingSince is null ? due - _clock.GetUtcNow() : TimeSpan.FromSeconds(1));
            }
        }
    }

    private int Count()
    {
        lock (_orders)
        {
            return _orders.Count;
        }
    }

    private async Task StopAsync(Task loop)
    {
        await _stop.CancelAsync();
        await loop;
    }
}
