using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>Where the reading of a stream by time stands: <c>{"updated_at": 1741083573456}</c>, under the cursor's own name.</summary>
/// <remarks>
/// <para>The cursor is a watermark: every row before it has been written. A full refresh adds <c>"full_refresh": true</c> to its
/// checkpoints, so that it never takes an incremental cursor for its own and reads only the end.</para>
/// <para>The watermark does not pass Dixa's clock, however far ahead the clock here is: see <see cref="LimitTo"/>. It also stands
/// still while the lookback is read again. Two states around records must differ, so <c>read_to</c> then says how far reading has come.</para>
/// </remarks>
public sealed record WindowCheckpoint : ICheckpoint
{
    private const string FullRefreshMember = "full_refresh";
    private const string ReadToMember = "read_to";

    private readonly StreamCursor _cursor;
    private readonly bool _isFullRefresh;

    private WindowCheckpoint(StreamCursor cursor, bool isFullRefresh, long? savedMs, long startMs, long? watermarkMs)
    {
        (_cursor, _isFullRefresh) = (cursor, isFullRefresh);
        (SavedMs, StartMs, WatermarkMs, ReadToMs) = (savedMs, startMs, watermarkMs, startMs);
    }

    /// <summary>The cursor of the state that this sync began with; null for one that begins at the start date.</summary>
    public long? SavedMs { get; }

    /// <summary>The first millisecond to ask for.</summary>
    public long StartMs { get; }

    /// <summary>Every row before this time has been written; null before anything is known, for a start that lies in the future.</summary>
    public long? WatermarkMs { get; private init; }

    /// <summary>How far this sync has read.</summary>
    public long ReadToMs { get; private init; }

    /// <summary>Whether the state has to say how far this sync has read, since its cursor is that of the state before it.</summary>
    public bool ShowsReadTo { get; private init; }

    /// <summary>Dixa's time when a window was asked for that it had not reached the end of.</summary>
    private long LimitMs { get; init; } = long.MaxValue;

    /// <param name="cursor">The stream's cursor.</param>
    /// <param name="isIncremental">Whether the sync reads only what changed.</param>
    /// <param name="lookback">How far before the cursor an incremental sync reads again.</param>
    /// <exception cref="ConnectorException">The state has no cursor, or one that is no time.</exception>
    public static WindowCheckpoint Parse(SavedState saved, StreamCursor cursor, bool isIncremental, SyncPeriod period, TimeSpan lookback)
    {
        var isResumed = isIncremental ? saved.Resumable is not null : saved.Member(FullRefreshMember) is not null;
        if (!isResumed)
        {
            if (saved.Resumable is not null)
            {
                // A full refresh has no use for the state of incremental syncs, but for that it has to be one.
                CursorOf(saved, cursor);
            }

            // A start in the future has no watermark: it would promise rows that are still to come.
            return new WindowCheckpoint(cursor, !isIncremental, null, period.StartMs, period.StartMs <= period.EndMs ? period.StartMs : null);
        }

        var savedMs = CursorOf(saved, cursor);

        // The lookback does not reach behind the start date, but the cursor does: a start date that was moved up, or that
        // moves with the calendar, must not open a gap.
        var startMs = isIncremental ? Math.Max(savedMs - (long)lookback.TotalMilliseconds, Math.Min(savedMs, period.StartMs)) : savedMs;
        return new WindowCheckpoint(cursor, !isIncremental, savedMs, startMs, savedMs);
    }

    /// <summary>Keeps the watermark from passing Dixa's time when a window was asked for: what of the window it had not reached may still happen.</summary>
    public WindowCheckpoint LimitTo(DateTimeOffset askedAt, TimeWindow window)
    {
        var askedAtMs = askedAt.ToUnixTimeMilliseconds();
        return askedAtMs < window.EndMs ? this with { LimitMs = Math.Min(LimitMs, askedAtMs) } : this;
    }

    /// <summary>The checkpoint once everything before a time has been read.</summary>
    public WindowCheckpoint AdvanceTo(long readToMs)
    {
        var watermark = Math.Max(Limited(readToMs), SavedMs ?? long.MinValue);
        return this with
        {
            WatermarkMs = watermark,
            ReadToMs = readToMs,
            ShowsReadTo = watermark == WatermarkMs && (readToMs > ReadToMs || (ShowsReadTo && readToMs == ReadToMs)),
        };
    }

    /// <summary>How much of what has been read the watermark may cover.</summary>
    public long Limited(long readToMs) => Math.Min(readToMs, Math.Max(LimitMs, StartMs));

    public void WriteTo(Utf8JsonWriter json)
    {
        if (WatermarkMs is not { } watermark)
        {
            return;
        }

        _cursor.Form.Write(json, _cursor.Name, watermark);
        if (_isFullRefresh)
        {
            json.WriteBoolean(FullRefreshMember, true);
        }

        if (ShowsReadTo)
        {
            json.WriteNumber(ReadToMember, ReadToMs);
        }
    }

    private static long CursorOf(SavedState saved, StreamCursor cursor)
    {
        if (saved.Member(cursor.Name) is not { } value)
        {
            return ForeignState.CursorOf(saved.Resumable!.Value, cursor.Form) ?? throw saved.Error($"it has no \"{cursor.Name}\"");
        }

        return cursor.Form.OfState(value) is >= 0 and < 253_402_300_800_000 and var milliseconds
            ? milliseconds
            : throw saved.Error($"its \"{cursor.Name}\" is {value.GetRawText()}, not {cursor.Form.Description}");
    }
}
