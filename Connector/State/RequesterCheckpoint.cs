using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>How far requesters have been read: the watermark, and inside a sync the last end user.</summary>
/// <remarks>
/// <para><c>{"conversation_updated_at": …, "in_sync": {"end": …, "last_user": "…", "read_at": …}}</c>, times in Unix milliseconds.</para>
/// <para>The watermark moves only at the end of a sync, since end users are read in the order of their ids, not by time.</para>
/// </remarks>
public sealed record RequesterCheckpoint : ICheckpoint
{
    private const string InSyncMember = "in_sync";
    private const string LastMember = "last_user";

    private readonly WindowCheckpoint _windows;
    private readonly long _lookbackMs;
    private readonly UnfinishedRead<Guid>? _earlier;
    private readonly UnfinishedRead<Guid>? _inSync;

    private RequesterCheckpoint(WindowCheckpoint windows, long lookbackMs, UnfinishedRead<Guid>? earlier, UnfinishedRead<Guid>? inSync)
    {
        (_windows, _lookbackMs, _earlier, _inSync) = (windows, lookbackMs, earlier, inSync);
    }

    /// <inheritdoc cref="WindowCheckpoint.StartMs"/>
    public long StartMs => _windows.StartMs;

    /// <inheritdoc cref="WindowCheckpoint.SavedMs"/>
    public long? SavedMs => _windows.SavedMs;

    /// <exception cref="ConnectorException">The state can't be used.</exception>
    public static RequesterCheckpoint Parse(SavedState saved, StreamCursor cursor, SyncPeriod period, TimeSpan lookback)
    {
        var windows = WindowCheckpoint.Parse(saved, cursor, isIncremental: true, period, lookback);
        return new RequesterCheckpoint(
            windows,
            (long)lookback.TotalMilliseconds,
            windows.SavedMs is null ? null : UnfinishedRead.Parse<Guid>(saved, InSyncMember, LastMember, last => last.ValueKind == JsonValueKind.String && last.TryGetGuid(out var id) ? id : null),
            inSync: null);
    }

    /// <summary>
    /// Whether an earlier run of this sync has already read the end user. False if one of the user's conversations may have become
    /// visible only after that run began.
    /// </summary>
    /// <param name="updatedAtMs">The latest cursor of the user's conversations.</param>
    public bool IsDone(Guid user, long updatedAtMs) =>
        _earlier?.Covers(user, updatedAtMs, SavedMs, _lookbackMs) == true;

    /// <inheritdoc cref="WindowCheckpoint.LimitTo"/>
    public RequesterCheckpoint LimitTo(DateTimeOffset askedAt, TimeWindow window) => new(_windows.LimitTo(askedAt, window), _lookbackMs, _earlier, _inSync);

    /// <summary>The checkpoint after the end users up to an id have been read.</summary>
    /// <param name="endMs">The end of the span that the sync reads.</param>
    /// <param name="readAt">Dixa's time when the sync requested its first window.</param>
    public RequesterCheckpoint AdvanceWithin(long endMs, Guid lastUser, DateTimeOffset readAt) =>
        new(_windows, _lookbackMs, _earlier, new UnfinishedRead<Guid>(endMs, lastUser, readAt.ToUnixTimeMilliseconds()));

    /// <summary>The checkpoint at the end of a sync. A sync that starts after this end has read nothing, so its watermark stays.</summary>
    public RequesterCheckpoint Complete(long endMs) => new(StartMs > endMs ? _windows : _windows.AdvanceTo(endMs), _lookbackMs, _earlier, inSync: null);

    public void WriteTo(Utf8JsonWriter json)
    {
        _windows.WriteTo(json);
        _inSync?.WriteTo(json, InSyncMember, last => json.WriteString(LastMember, last));
    }
}
