using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Syncing;

/// <summary>Plays what a sync does for an hour: runs that take their time, and rows that appear in the export some time after their events.</summary>
public sealed class SimulatedHour(SyncPace pace, Bell bell, ManualClock clock, TimeSpan takes, TimeSpan lag, JsonObject discovered)
{
    private readonly Random _random = new(7);
    private readonly List<DateTimeOffset> _waiting = [];
    private readonly List<DateTimeOffset> _exports = [];
    private readonly List<double> _delays = [];
    private readonly List<string> _runs = [];
    private DateTimeOffset _newest;
    private DateTimeOffset _nextEvent;

    /// <summary>When requests to the Exports API arrived.</summary>
    public IReadOnlyList<DateTimeOffset> Exports => _exports;

    /// <summary>From each event until its row was committed, in seconds.</summary>
    public IReadOnlyList<double> Delays => _delays;

    /// <summary>What began each run.</summary>
    public IReadOnlyList<string> Runs => _runs;

    private DateTimeOffset Now => clock.GetUtcNow();

    public void Run(double eventsPerSecond)
    {
        var end = Now.AddHours(1);
        _nextEvent = Now + Wait(eventsPerSecond);
        while (Now <= end)
        {
            var turn = pace.Next(Now, bell.WaitingSince, bell.Streams);
            if (turn.At > Now)
            {
                AdvanceTo(turn.At < _nextEvent ? turn.At : _nextEvent, eventsPerSecond);
            }
            else
            {
                Take(turn.BeganBy, eventsPerSecond);
            }
        }
    }

    private void Take(string beganBy, double eventsPerSecond)
    {
        var (began, heard) = (Now, bell.Take());
        var read = beganBy == RunBeginning.Webhook ? pace.Read(heard.SelectMany(each => each.Streams), Now) : null;
        pace.Begin(beganBy, began);
        var visible = _waiting.Where(each => each <= began - lag).ToList();
        _newest = visible.Append(_newest).Max();
        _waiting.RemoveAll(each => each <= began - lag);
        _exports.AddRange([began, began + takes]);
        AdvanceTo(began + takes, eventsPerSecond);
        _delays.AddRange(visible.Select(each => (Now - each).TotalSeconds));
        var streams = read?.Streams ?? SyncPlan.NamesOf(discovered, ["all"]);
        var result = new SyncResult("succeeded", null)
        {
            Discovered = discovered,
            ExportsRequests = 2,
            Streams = [.. streams.Select(name => new SyncedStream(new StreamName(null, name), IsComplete: true, 1, "{}", _newest))],
        };
        pace.End(beganBy, result, Now);
        bell.Settle(heard, pace.ReadingOf(streams, result, read?.Lookback));
        _runs.Add(beganBy);
    }

    private void AdvanceTo(DateTimeOffset time, double eventsPerSecond)
    {
        while (_nextEvent <= time)
        {
            clock.Advance(_nextEvent - Now);
            _waiting.Add(Now);
            bell.Ring(_random.Next(2) == 0 ? "CONVERSATION_MESSAGE_ADDED" : "CONVERSATION_ASSIGNED", Now);
            _nextEvent = Now + Wait(eventsPerSecond);
        }

        clock.Advance(time - Now);
    }

    private TimeSpan Wait(double eventsPerSecond) => TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) / eventsPerSecond);
}
