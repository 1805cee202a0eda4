using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of a stream by time stands: the cursor that its states carry, and where to begin.</summary>
/// <remarks>
/// A state is <c>{"updated_at": 1741083573456}</c>, under the cursor's own name: everything before that time has been read. A
/// full refresh marks its checkpoints, so that it never takes an incremental cursor for its own and reads only the end.
/// </remarks>
public sealed class WindowPosition
{
    private const string FullRefreshMark = "full_refresh";

    private readonly string _cursorName;
    private readonly CursorForm _form;
    private readonly bool _isIncremental;

    private WindowPosition(StreamSync sync, CursorForm form, long? cursor, long startMs)
    {
        _cursorName = sync.Definition.Cursor!;
        _form = form;
        _isIncremental = sync.Configured.IsIncremental;
        Cursor = cursor;
        StartMs = startMs;
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
    /// While the lookback is read again the cursor stands still. The protocol wants no two states alike with records between
    /// them, so the state then also says how far that has come.
    /// </remarks>
    public void Write(Utf8JsonWriter json, long readToMs)
    {
        _form.Write(json, _cursorName, Math.Max(readToMs, Cursor ?? long.MinValue));
        if (!_isIncremental)
        {
            json.WriteBoolean(FullRefreshMark, true);
        }
        else if (readToMs <= Cursor && readToMs > StartMs)
        {
            json.WriteNumber("lookback_read_to", readToMs);
        }
    }

    private static long CursorOf(StreamSync sync, CursorForm form, JsonElement state)
    {
        var name = sync.Definition.Cursor!;
        if (state.Member(name) is not { } value)
        {
            throw sync.StateError($"it has no \"{name}\"");
        }

        return form.OfState(value) is >= 0 and < 253_402_300_800_000 and var cursor
            ? cursor
            : throw sync.StateError($"its \"{name}\" is {value.GetRawText()}, not {form.Description}");
    }
}
