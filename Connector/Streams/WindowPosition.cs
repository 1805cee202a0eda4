using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of a stream by time stands: the cursor that its states carry, and where to begin.</summary>
/// <remarks>
/// A state is <c>{"updated_at": 1741083573456}</c>, under the cursor's own name: everything before that time has been read. A
/// full refresh marks its checkpoints, so that it never takes an incremental cursor for its own and reads only the end. No state
/// vouches for time that Dixa had not reached when it was asked, however far ahead the clock here is.
/// </remarks>
public sealed class WindowPosition
{
    private const string FullRefreshMark = "full_refresh";

    private readonly string _cursorName;
    private readonly CursorForm _form;
    private readonly bool _isIncremental;
    private long _vouchedToMs = long.MaxValue;
    private long? _lastCursor;
    private long _lastReadToMs;
    private bool _saysReadTo;

    private WindowPosition(StreamSync sync, CursorForm form, long? cursor, long startMs)
    {
        _cursorName = sync.Definition.Cursor!;
        _form = form;
        _isIncremental = sync.Configured.IsIncremental;
        Cursor = cursor;
        StartMs = startMs;
        (_lastCursor, _lastReadToMs) = (cursor, startMs);
    }

    /// <summary>The cursor of the state that this sync began with; null for one that begins at the start date.</summary>
    public long? Cursor { get; }

    /// <summary>The first millisecond to ask for.</summary>
    public long StartMs { get; }

    public static WindowPosition From(StreamSync sync, CursorForm form)
    {
        var periodStart = sync.Period.StartMs;
        var state = sync.State is { } given && !Sentinel.IsIn(given) && given.EnumerateMembers().Any() ? given : (JsonElement?)null;
        if (!sync.Configured.IsIncremental)
        {
            var resumed = state?.Member(FullRefreshMark) is not null ? CursorOf(sync, form, state.Value) : (long?)null;
            return new WindowPosition(sync, form, resumed, resumed ?? periodStart);
        }

        if (state is null)
        {
            return new WindowPosition(sync, form, null, periodStart);
        }

        var cursor = CursorOf(sync, form, state.Value);

        // The lookback does not reach behind the start date, but the cursor does: a start date that was moved up, or that
        // moves with the calendar, must not open a gap.
        var lookback = cursor - (long)sync.Config.Lookback.TotalMilliseconds;
        return new WindowPosition(sync, form, cursor, Math.Max(lookback, Math.Min(cursor, periodStart)));
    }

    /// <summary>Makes where reading begins the first checkpoint.</summary>
    public void Begin(StreamSync sync)
    {
        sync.Output.SetCheckpoint(json => WriteStart(json, sync.Period.EndMs));
        WarnOfFuture(sync);
    }

    /// <summary>The state lies ahead of the clock here: one of the two is wrong, and nobody else could tell.</summary>
    public void WarnOfFuture(StreamSync sync)
    {
        if (Cursor is { } cursor && cursor > sync.Time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            sync.Log.Warning(
                "{Stream:l}: its state says that everything before {Cursor:l} has been read, which is in the future. Set this machine's clock if it is wrong; else reset the stream, since what happens until then would not be read",
                sync.Definition.Name,
                CursorForm.ToDateTime(cursor));
        }
    }

    /// <summary>Takes note of Dixa's time when a window was asked for: what of the window it had not reached then may still happen.</summary>
    public void VouchNoFurtherThan(DateTimeOffset askedAt, TimeWindow window)
    {
        var askedAtMs = askedAt.ToUnixTimeMilliseconds();
        if (askedAtMs < window.EndMs)
        {
            _vouchedToMs = Math.Min(_vouchedToMs, askedAtMs);
        }
    }

    /// <summary>How far a state may vouch once everything before a time has been read.</summary>
    public long Vouched(long readToMs) => Math.Min(readToMs, Math.Max(_vouchedToMs, StartMs));

    /// <summary>The members of the state before anything has been read: none for a start in the future, which must not vouch for the time until then.</summary>
    public void WriteStart(Utf8JsonWriter json, long endMs)
    {
        if (Cursor is not null || StartMs <= endMs)
        {
            Write(json, StartMs);
        }
    }

    /// <summary>The members of the state once everything before <paramref name="readToMs"/> has been read.</summary>
    /// <remarks>
    /// The cursor stands still while the lookback is read again, and where Dixa's clock ends. The protocol wants no two states
    /// alike with records between them, so the state then also says how far reading has come.
    /// </remarks>
    public void Write(Utf8JsonWriter json, long readToMs)
    {
        var cursor = Math.Max(Vouched(readToMs), Cursor ?? long.MinValue);
        _form.Write(json, _cursorName, cursor);
        if (!_isIncremental)
        {
            json.WriteBoolean(FullRefreshMark, true);
        }

        _saysReadTo = cursor == _lastCursor && (readToMs > _lastReadToMs || (_saysReadTo && readToMs == _lastReadToMs));
        if (_saysReadTo)
        {
            json.WriteNumber("read_to", readToMs);
        }

        (_lastCursor, _lastReadToMs) = (cursor, readToMs);
    }

    private static long CursorOf(StreamSync sync, CursorForm form, JsonElement state)
    {
        var name = sync.Definition.Cursor!;
        if (state.Member(name) is not { } value)
        {
            return ForeignState.CursorOf(state, form) ?? throw sync.StateError($"it has no \"{name}\"");
        }

        return form.OfState(value) is >= 0 and < 253_402_300_800_000 and var cursor
            ? cursor
            : throw sync.StateError($"its \"{name}\" is {value.GetRawText()}, not {form.Description}");
    }
}
