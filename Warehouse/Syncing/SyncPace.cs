using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Syncing;

/// <summary>Decides whose turn is next, the schedule's or that of what has rung, and knows what runs have read so far. It neither waits nor runs.</summary>
public sealed class SyncPace
{
    private const double DefaultWindowDays = 31;

    private const double DefaultLookbackMinutes = 60;

    private readonly TimeSpan _every;
    private readonly TimeSpan _window;
    private readonly TimeSpan _lookback;
    private readonly IReadOnlyList<string>? _asked;

    /// <summary>Of each stream that a run of this process has read to its end, until when it has.</summary>
    private readonly Dictionary<string, DateTimeOffset> _readTo = [];

    private readonly Dictionary<StreamName, string> _states = [];
    private JsonObject? _discovered;
    private DateTimeOffset? _began;
    private bool _isBehind = true;
    private int _failures;

    /// <param name="every">How much lies between the beginnings of two scheduled runs.</param>
    /// <param name="settings">The settings of the source.</param>
    /// <param name="asked">The streams that the sync reads; null for the suggested ones.</param>
    public SyncPace(TimeSpan every, JsonObject settings, IReadOnlyList<string>? asked, DateTimeOffset start)
    {
        (_every, _asked, Scheduled) = (every, asked, start);
        _window = TimeSpan.FromDays(WindowCount.Number(settings["window_days"] ?? settings["batch_size"]) is { } days and >= 1 and <= DefaultWindowDays ? days : DefaultWindowDays);
        _lookback = TimeSpan.FromMinutes(WindowCount.Number(settings["lookback_minutes"]) is { } minutes and >= 0 and <= 1e6 ? minutes : DefaultLookbackMinutes);
        Budget = new ExportsBudget((int)(WindowCount.Number(settings["exports_requests_per_minute"]) is { } perMinute and >= 1 and <= int.MaxValue ? perMinute : ExportsBudget.DefaultPerMinute));

        // A process before this one may have ended a moment ago, with all that it might.
        Budget.Spend(start, Math.Min(Budget.Share, BellPace.MostRequests));
    }

    public ExportsBudget Budget { get; }

    /// <summary>When the schedule's turn is.</summary>
    public DateTimeOffset Scheduled { get; private set; }

    /// <summary>Whose turn is next, and when.</summary>
    /// <param name="waitingSince">Since when an event waits; null if none does.</param>
    /// <param name="changed">The streams that events that wait can have changed.</param>
    public Turn Next(DateTimeOffset now, DateTimeOffset? waitingSince, IEnumerable<string> changed)
    {
        // Once the schedule's turn has come, nothing goes before it: else a run that needs more of the limit would never begin.
        if (Scheduled <= now || waitingSince is not { } since || Readable(changed) is not { Count: > 0 } streams)
        {
            // The first run begins at once, as every one did before there were others: its source keeps the limit for itself.
            return new Turn(Scheduled > now ? Scheduled : _began is null ? now : Budget.FreeAt(now, ScheduledCost(now), Budget.PerMinute), RunBeginning.Schedule);
        }

        var cost = CostOf(streams, now);
        var pace = BellPace.Of(Budget, Math.Min(cost, Budget.Share));
        var free = Budget.FreeAt(now, cost, Budget.Share);
        var paced = _began + pace.PauseAfter(_failures) ?? now;
        var gathered = since + BellPace.Gather;
        var at = new[] { free, paced, gathered }.Max();
        return at < Scheduled ? new Turn(at, RunBeginning.Webhook) : new Turn(Scheduled, RunBeginning.Schedule);
    }

    /// <summary>What a run reads that events wake; null if nothing of what they can have changed is theirs to read.</summary>
    public WokenRead? Read(IEnumerable<string> changed, DateTimeOffset now)
    {
        var streams = Readable(changed);
        return streams.Count == 0 ? null : new WokenRead(streams, _discovered!, new Dictionary<StreamName, string>(_states), BellPace.Of(Budget, Math.Min(CostOf(streams, now), Budget.Share)).Lookback);
    }

    /// <summary>Notes that a run begins.</summary>
    public void Begin(string beganBy, DateTimeOffset now)
    {
        _began = now;
        Scheduled = beganBy == RunBeginning.Schedule ? now + _every : Scheduled;
    }

    /// <summary>Notes how the run went that began last.</summary>
    public void End(string beganBy, SyncResult result, DateTimeOffset now)
    {
        var isScheduled = beganBy == RunBeginning.Schedule;
        var estimate = isScheduled ? ScheduledCost(now) : CostOf(result.Streams.Select(stream => stream.Name.Name), now);

        // Of a run that failed it may not be known what it cost.
        Budget.Spend(now, result.ExportsRequests ?? (result.Failure is null ? estimate : Budget.PerMinute));
        _failures = result.Failure is null ? 0 : _failures + 1;
        _discovered = isScheduled ? result.Discovered ?? _discovered : _discovered;
        _isBehind = isScheduled ? result.Failure is not null : _isBehind;
        foreach (var stream in result.Streams.Where(stream => stream.IsComplete))
        {
            _readTo[stream.Name.Name] = _began!.Value;
            if (isScheduled)
            {
                _states.Remove(stream.Name);
            }
            else if (stream.State is { } state)
            {
                _states[stream.Name] = state;
            }
        }
    }

    /// <summary>What the run that began last has to say of events.</summary>
    /// <param name="asked">The streams that it was to read.</param>
    /// <param name="lookback">How far back it read; null for as far as the schedule does.</param>
    public RunReading ReadingOf(IEnumerable<string> asked, SyncResult? result, TimeSpan? lookback = null) => new(
        asked.ToHashSet(),
        (result?.Streams ?? []).Where(stream => stream.IsComplete).Select(stream => stream.Name.Name).ToHashSet(),
        (result?.Streams ?? []).Where(stream => stream.Newest is not null).ToDictionary(stream => stream.Name.Name, stream => stream.Newest!.Value),
        _began!.Value - (lookback ?? _every + _lookback));

    /// <summary>All that a scheduled run reads, once the source has said what it has.</summary>
    public IReadOnlyList<string> AllStreams => _discovered is null ? [] : SyncPlan.NamesOf(_discovered, _asked);

    /// <summary>
    /// Of these streams those that this sync reads, and of which this process has read one to its end: what is behind is the schedule's,
    /// which may have months to read.
    /// </summary>
    private List<string> Readable(IEnumerable<string> changed) => [.. changed.Intersect(AllStreams).Where(_readTo.ContainsKey)];

    private int CostOf(IEnumerable<string> streams, DateTimeOffset now)
    {
        var names = streams.ToList();
        var from = names.Where(_readTo.ContainsKey).Select(name => _readTo[name]).DefaultIfEmpty(now).Min();
        return ExportsCost.Of(names, now - from + TimeSpan.FromMinutes(10), _window);
    }

    /// <summary>After one that succeeded a scheduled run reads its interval and the lookback; else it may read anything.</summary>
    private int ScheduledCost(DateTimeOffset now) => _isBehind ? Budget.PerMinute : ExportsCost.Of(AllStreams, _every + _lookback + (now > Scheduled ? now - Scheduled : TimeSpan.Zero), _window);
}
