using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of conversations' children stands: the cursor, and inside a window the last conversation that was read.</summary>
/// <remarks>
/// A state is <c>{"conversation_updated_at": …, "synced_to": …, "in_window": {"end": …, "last_conversation": …, "read_at": …}}</c>.
/// <c>synced_to</c> is the end of the last sync that went through and saw every conversation: only by that can be told whether
/// a conversation's last message has been read, since one that was updated later stands in a later window.
/// </remarks>
public sealed class ConversationPosition
{
    private const string SyncedToName = "synced_to";
    private const string InWindow = "in_window";

    private readonly WindowPosition _position;
    private readonly long _lookbackMs;
    private readonly (long EndMs, long LastConversation, long ReadAtMs)? _done;

    private (ChangedWindow Changed, TimeWindow Window)? _last;
    private bool _isInOrder = true;

    private ConversationPosition(WindowPosition position, long lookbackMs, long? syncedTo, (long EndMs, long LastConversation, long ReadAtMs)? done)
    {
        _position = position;
        _lookbackMs = lookbackMs;
        _done = done;
        SyncedToMs = syncedTo;
    }

    public long StartMs => _position.StartMs;

    /// <summary>The end of the last sync that went through; null while there was none that saw every conversation.</summary>
    public long? SyncedToMs { get; }

    public static ConversationPosition From(StreamSync sync)
    {
        var position = WindowPosition.From(sync, CursorForm.Milliseconds);
        var isResumed = position.Cursor is not null;
        var done = isResumed ? sync.State?.Member(InWindow) : null;
        return new ConversationPosition(
            position,
            (long)sync.Config.Lookback.TotalMilliseconds,
            isResumed && sync.State?.Member(SyncedToName) is { } syncedTo ? Number(sync, syncedTo) : null,
            done is null ? null : (Number(sync, done.Value.Member("end")), Number(sync, done.Value.Member("last_conversation")), Number(sync, done.Value.Member("read_at"))));
    }

    /// <summary>
    /// Whether an earlier run of this sync has read the conversation already. One that may have become visible only since that
    /// run exported its window has not.
    /// </summary>
    public bool IsDone(ChangedConversation conversation) =>
        _done is { } done
        && !conversation.IsUndated
        && conversation.Id <= done.LastConversation
        && conversation.UpdatedAtMs >= _position.Cursor
        && conversation.UpdatedAtMs < done.EndMs
        && conversation.UpdatedAtMs < done.ReadAtMs - _lookbackMs;

    /// <summary>Whether the conversation's last message may not have been read yet.</summary>
    public bool HasNewMessage(ChangedConversation conversation) =>
        conversation.MessagesChangedAtMs > 0 && (SyncedToMs is not { } syncedTo || conversation.MessagesChangedAtMs >= syncedTo - _lookbackMs);

    /// <inheritdoc cref="WindowPosition.Begin"/>
    public void Begin(StreamSync sync)
    {
        sync.Output.SetCheckpoint(json => WriteStart(json, sync.Period.EndMs));
        _position.WarnOfFuture(sync);
    }

    /// <summary>Takes note of what a window was asked for: see <see cref="WindowPosition.VouchNoFurtherThan"/>.</summary>
    public void Take(ChangedWindow changed, TimeWindow window)
    {
        _isInOrder &= changed.Number > (_last?.Changed.Number ?? 0);
        _last = (changed, window);
        _position.VouchNoFurtherThan(changed.AskedAt, window);
    }

    /// <summary>
    /// Whether this sync has seen every conversation. One that left its window before that was asked for is in the last one, if
    /// that reached over the present and was asked for last. Else it has not been seen, with messages of any age, and the next
    /// sync has to ask for the messages of whatever changed.
    /// </summary>
    public bool HasSeenAll(ChangedConversations conversations) =>
        _isInOrder && _last is { } last && conversations.ReachesPresent(last.Window, last.Changed.AskedAt);

    /// <summary>The members of the state before anything has been read.</summary>
    public void WriteStart(Utf8JsonWriter json, long endMs)
    {
        _position.WriteStart(json, endMs);
        WriteSyncedTo(json, SyncedToMs);
    }

    /// <summary>The members of the state once everything before a time has been read.</summary>
    public void Write(Utf8JsonWriter json, long readToMs)
    {
        _position.Write(json, readToMs);
        WriteSyncedTo(json, SyncedToMs);
    }

    /// <summary>The members of the state inside a window, once its conversations up to an id have been read.</summary>
    public void Write(Utf8JsonWriter json, TimeWindow window, long lastConversation, DateTimeOffset readAt)
    {
        Write(json, window.StartMs);
        json.WriteStartObject(InWindow);
        json.WriteNumber("end", window.EndMs);
        json.WriteNumber("last_conversation", lastConversation);
        json.WriteNumber("read_at", readAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    /// <summary>The members of the state at the end of a sync that has seen every conversation.</summary>
    public void WriteEnd(Utf8JsonWriter json, long endMs)
    {
        _position.Write(json, endMs);
        WriteSyncedTo(json, Math.Max(_position.Vouched(endMs), SyncedToMs ?? 0));
    }

    private static void WriteSyncedTo(Utf8JsonWriter json, long? syncedTo)
    {
        if (syncedTo is { } known)
        {
            json.WriteNumber(SyncedToName, known);
        }
    }

    private static long Number(StreamSync sync, JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var read)
            ? read
            : throw sync.StateError($"its \"{SyncedToName}\" or \"{InWindow}\" is not what this connector writes");
}
