using System.Text.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>Where the reading of conversations' children stands: the cursor, and inside a window the last conversation that was read.</summary>
/// <remarks>
/// A state is <c>{"conversation_updated_at": …, "in_window": {"end": …, "last_conversation": …, "read_at": …}}</c>. That all messages
/// before the end of the last sync have been read can't be told from it: a conversation that was updated while that sync read
/// stood behind its end, with messages of any age.
/// </remarks>
public sealed class ConversationPosition
{
    private const string InWindow = "in_window";

    private readonly WindowPosition _position;
    private readonly long _lookbackMs;
    private readonly (long EndMs, long LastConversation, long ReadAtMs)? _done;

    private ConversationPosition(WindowPosition position, long lookbackMs, (long EndMs, long LastConversation, long ReadAtMs)? done)
    {
        _position = position;
        _lookbackMs = lookbackMs;
        _done = done;
    }

    public long StartMs => _position.StartMs;

    public static ConversationPosition From(StreamSync sync)
    {
        var position = WindowPosition.From(sync, CursorForm.Milliseconds);
        var done = position.Cursor is null ? null : sync.State?.Member(InWindow);
        return new ConversationPosition(
            position,
            (long)sync.Config.Lookback.TotalMilliseconds,
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

    /// <inheritdoc cref="WindowPosition.Begin"/>
    public void Begin(StreamSync sync)
    {
        sync.Output.SetCheckpoint(json => WriteStart(json, sync.Period.EndMs));
        _position.WarnOfFuture(sync);
    }

    /// <inheritdoc cref="WindowPosition.VouchNoFurtherThan"/>
    public void VouchNoFurtherThan(DateTimeOffset askedAt) => _position.VouchNoFurtherThan(askedAt);

    /// <summary>The members of the state before anything has been read.</summary>
    public void WriteStart(Utf8JsonWriter json, long endMs) => _position.WriteStart(json, endMs);

    /// <summary>The members of the state once everything before a time has been read.</summary>
    public void Write(Utf8JsonWriter json, long readToMs) => _position.Write(json, readToMs);

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

    /// <summary>The members of the state at the end of a sync that went through.</summary>
    public void WriteEnd(Utf8JsonWriter json, long endMs)
    {
        if (StartMs > endMs)
        {
            WriteStart(json, endMs);
        }
        else
        {
            Write(json, endMs);
        }
    }

    private static long Number(StreamSync sync, JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var read)
            ? read
            : throw sync.StateError($"its \"{InWindow}\" is not what this connector writes");
}
