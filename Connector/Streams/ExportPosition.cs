using System.Globalization;
using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of an export stands: the cursor that its states carry, and where to begin.</summary>
/// <remarks>
/// A state is <c>{"updated_at": 1741083573456}</c>, under the cursor's own name: everything before that millisecond has been
/// read. A full refresh marks its checkpoints, so that it never takes an incremental cursor for its own and reads only the end.
/// </remarks>
public sealed class ExportPosition
{
    private const string FullRefreshMark = "full_refresh";

    private readonly string _cursorName;
    private readonly bool _isIncremental;
    private readonly long? _cursor;

    private ExportPosition(string cursorName, bool isIncremental, long? cursor, long startMs)
    {
        _cursorName = cursorName;
        _isIncremental = isIncremental;
        _cursor = cursor;
        StartMs = startMs;
    }

    /// <summary>The first millisecond to ask for.</summary>
    public long StartMs { get; }

    public static ExportPosition From(StreamSync sync)
    {
        var name = sync.Definition.Cursor!;
        var periodStart = sync.Period.StartMs;
        var state = sync.State is { } given && !Sentinel.IsIn(given) && given.EnumerateMembers().Any() ? given : (JsonElement?)null;
        if (!sync.Configured.IsIncremental)
        {
            var resumed = state?.Member(FullRefreshMark) is not null ? Cursor(sync, state.Value, name) : (long?)null;
            return new ExportPosition(name, isIncremental: false, resumed, resumed ?? periodStart);
        }

        if (state is null)
        {
            return new ExportPosition(name, isIncremental: true, null, periodStart);
        }

        var cursor = Cursor(sync, state.Value, name);

        // The lookback does not reach behind the start date, but the cursor does: a start date that was moved up, or that
        // moves with the calendar, must not open a gap.
        var lookback = cursor - (long)sync.Config.Lookback.TotalMilliseconds;
        return new ExportPosition(name, isIncremental: true, cursor, Math.Max(lookback, Math.Min(cursor, periodStart)));
    }

    /// <summary>The state before anything has been read: empty for a start in the future, which must not vouch for the time until then.</summary>
    public void WriteStart(Utf8JsonWriter json, long endMs)
    {
        if (_cursor is not null || StartMs <= endMs)
        {
            Write(json, StartMs);
        }
    }

    /// <summary>The state once everything before <paramref name="readToMs"/> has been read.</summary>
    /// <remarks>
    /// While the lookback is read again the cursor stands still. The protocol wants no two states alike with records between
    /// them, so the state then also says how far that has come.
    /// </remarks>
    public void Write(Utf8JsonWriter json, long readToMs)
    {
        json.WriteNumber(_cursorName, Math.Max(readToMs, _cursor ?? long.MinValue));
        if (!_isIncremental)
        {
            json.WriteBoolean(FullRefreshMark, true);
        }
        else if (readToMs <= _cursor && readToMs > StartMs)
        {
            json.WriteNumber("lookback_read_to", readToMs);
        }
    }

    private static long Cursor(StreamSync sync, JsonElement state, string name)
    {
        if (state.Member(name) is not { } value)
        {
            throw sync.StateError($"it has no \"{name}\"");
        }

        long cursor = 0;
        var isRead = value.ValueKind == JsonValueKind.String
            ? long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out cursor)
            : (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out cursor));
        return isRead && cursor is >= 0 and < 253_402_300_800_000
            ? cursor
            : throw sync.StateError($"its \"{name}\" is {value.GetRawText()}, not a Unix time in milliseconds");
    }
}
