using System.Text.Json;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Goes through the records and states of one stream in a run, in order.</summary>
public sealed class RecordAudit
{
    /// <summary>Behind the cursor what Dixa's clock, which tells whole seconds, had not reached is read again.</summary>
    private const long ClockMs = 5_000;

    private readonly DrawnCase _drawn;
    private readonly Ledger _ledger;
    private readonly Violations _violations;
    private readonly WatermarkAudit _watermarks;
    private readonly Dictionary<string, List<long?>> _emitted = [];

    /// <summary>
    /// Every record as it was written. A version of a row is all of it, since not every change moves a cursor; of some columns of it,
    /// two versions may look the same.
    /// </summary>
    private readonly HashSet<string> _versions = [];
    private readonly Dictionary<string, SourceRow> _source;
    private readonly long? _startCursorMs;
    private long _sinceState;

    public RecordAudit(DrawnCase drawn, Ledger ledger, Violations violations)
    {
        (_drawn, _ledger, _violations) = (drawn, ledger, violations);
        _source = ledger.Before.GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.FirstOrDefault(row => row.IsDefective) ?? rows.First());
        _startCursorMs = ledger.StateCursorMs;
        _watermarks = new WatermarkAudit(drawn, ledger, _startCursorMs, key => _emitted.ContainsKey(key), violations);
    }

    public long Records { get; private set; }

    public IReadOnlyDictionary<string, List<long?>> Emitted => _emitted;

    private DrawnStream Stream => _ledger.Stream;

    public void Record(JsonElement data)
    {
        var key = Stream.Stream.KeyOf(data);
        var cursor = Stream.Stream.CursorOf(data);
        var times = _emitted.TryGetValue(key, out var known) ? known : _emitted[key] = [];
        if (Stream.Name != "agent_presence")
        {
            _violations.Require(_versions.Add(data.GetRawText()) || IsExcused(key) || (Stream.Columns is not null && _ledger.ChangesMeanwhile), "a row twice in a run", () => $"{Stream.Name} {key} at {cursor}");
        }

        times.Add(cursor);
        CheckPlace(key, cursor);
        _ledger.Received.Write(key, cursor, data);
        Records++;
        _sinceState++;
    }

    public void State(JsonElement state)
    {
        var count = state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64();
        _violations.Require(count == _sinceState, "the count of a state", () => $"{Stream.Name}: {count} for {_sinceState} records");
        _sinceState = 0;
        _watermarks.Check(state.GetProperty("stream").GetProperty("stream_state"));
    }

    /// <summary>To be called for a run that had the time to say everything.</summary>
    public void End() => _violations.Require(_sinceState == 0, "records behind the last state", () => $"{Stream.Name}: {_sinceState}");

    /// <summary>Where a record may stand: behind the start of the sync, and at or behind the cursor only if no complete sync has had it.</summary>
    private void CheckPlace(string key, long? cursor)
    {
        if (!Stream.IsIncremental || cursor is not { } at || IsExcused(key))
        {
            return;
        }

        var startMs = _drawn.FirstMs;
        var fromMs = _startCursorMs is { } start ? Math.Max(start - (long)_drawn.Lookback.TotalMilliseconds, Math.Min(start, startMs)) : startMs;
        _violations.Require(at >= fromMs, "a row from before the sync", () => $"{Stream.Name} {key} at {at}, from {fromMs}");
        _violations.Require(_startCursorMs is null || at < _startCursorMs + ClockMs || WasChangedMeanwhile(at) || !_ledger.Complete.Contains((key, at)), "a row again behind the cursor", () => $"{Stream.Name} {key} at {at}, cursor {_startCursorMs}");
    }

    /// <summary>
    /// What hangs on a conversation that is updated while a sync runs is read by that sync, and again by the next: a state covers only up to
    /// the moment of asking.
    /// </summary>
    private bool WasChangedMeanwhile(long at) => IsOfConversations && at >= _ledger.CompleteFromMs;

    private bool IsOfConversations => StreamRegistry.Find(Stream.Name)!.Kind is ConversationChildStream;

    /// <summary>Of a row without a good cursor nobody can tell where it belongs; a child comes again when its conversation changed meanwhile.</summary>
    private bool IsExcused(string key) =>
        _ledger.IsMisdated || !_source.TryGetValue(key, out var row) || row.IsDefective || _ledger.Unsettled.Contains(row.Conversation) || Stream.Name == "enduser_details";
}
