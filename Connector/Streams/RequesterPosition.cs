using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of requesters stands: the cursor, and inside a sync the last end user that was read.</summary>
/// <remarks>
/// A state is <c>{"conversation_updated_at": …, "in_sync": {"end": …, "last_user": "…", "read_at": …}}</c>. The cursor moves only
/// at the end of a sync, since its end users come by id and not by time.
/// </remarks>
public sealed class RequesterPosition
{
    private const string InSync = "in_sync";

    private readonly WindowPosition _position;
    private readonly long _lookbackMs;
    private readonly (long EndMs, Guid LastUser, long ReadAtMs)? _done;

    private RequesterPosition(WindowPosition position, long lookbackMs, (long EndMs, Guid LastUser, long ReadAtMs)? done)
    {
        _position = position;
        _lookbackMs = lookbackMs;
        _done = done;
    }

    public long StartMs => _position.StartMs;

    public static RequesterPosition From(StreamSync sync)
    {
        var position = WindowPosition.From(sync, CursorForm.Milliseconds);
        var done = position.Cursor is null ? null : sync.State?.Member(InSync);
        return new RequesterPosition(position, (long)sync.Config.Lookback.TotalMilliseconds, done is null ? null : Parse(sync, done.Value));
    }

    /// <summary>
    /// Whether an earlier run of this sync has read the end user already. One of whom a conversation may have become visible
    /// only since that run began has not been read.
    /// </summary>
    public bool IsDone(Requester requester) =>
        _done is { } done
        && requester.Id.CompareTo(done.LastUser) <= 0
        && requester.UpdatedAtMs >= _position.Cursor
        && requester.UpdatedAtMs < done.EndMs
        && requester.UpdatedAtMs < done.ReadAtMs - _lookbackMs;

    /// <inheritdoc cref="WindowPosition.Begin"/>
    public void Begin(StreamSync sync)
    {
        sync.Output.SetCheckpoint(json => WriteStart(json, sync.Period.EndMs));
        _position.WarnOfFuture(sync);
    }

    /// <inheritdoc cref="WindowPosition.VouchNoFurtherThan"/>
    public void VouchNoFurtherThan(DateTimeOffset askedAt, TimeWindow window) => _position.VouchNoFurtherThan(askedAt, window);

    /// <summary>The members of the state before anything has been read.</summary>
    public void WriteStart(Utf8JsonWriter json, long endMs) => _position.WriteStart(json, endMs);

    /// <summary>The members of the state once the end users up to an id have been read.</summary>
    public void Write(Utf8JsonWriter json, long endMs, Guid lastUser, DateTimeOffset readAt)
    {
        _position.Write(json, _position.Cursor ?? _position.StartMs);
        json.WriteStartObject(InSync);
        json.WriteNumber("end", endMs);
        json.WriteString("last_user", lastUser);
        json.WriteNumber("read_at", readAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    /// <summary>The members of the state at the end of a sync that went through.</summary>
    public void WriteEnd(Utf8JsonWriter json, long endMs)
    {
        if (StartMs > endMs)
        {
            WriteStart(json, endMs);
        }
        else
        {
            _position.Write(json, endMs);
        }
    }

    private static (long EndMs, Guid LastUser, long ReadAtMs) Parse(StreamSync sync, JsonElement done) =>
        done.Member("end") is { ValueKind: JsonValueKind.Number } end && end.TryGetInt64(out var endMs)
        && done.Member("last_user") is { ValueKind: JsonValueKind.String } user && user.TryGetGuid(out var lastUser)
        && done.Member("read_at") is { ValueKind: JsonValueKind.Number } read && read.TryGetInt64(out var readAtMs)
            ? (endMs, lastUser, readAtMs)
            : throw sync.StateError($"its \"{InSync}\" is not what this connector writes");
}
