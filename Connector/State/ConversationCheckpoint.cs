using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>How far the children of conversations have been read: the watermark, and inside a window the last conversation.</summary>
/// <remarks>
/// <para><c>{"conversation_updated_at": …, "synced_to": …, "in_window": {"end": …, "last_conversation": …, "read_at": …}}</c>, times in
/// Unix milliseconds.</para>
/// <para><c>synced_to</c> is the end of the last complete sync that saw every conversation. Only this time shows whether a
/// conversation's last message has been read: a later update moves the conversation into a later window.</para>
/// </remarks>
public sealed record ConversationCheckpoint : ICheckpoint
{
    private const string SyncedToMember = "synced_to";
    private const string InWindowMember = "in_window";
    private const string LastMember = "last_conversation";

    private readonly WindowCheckpoint _windows;
    private readonly long _lookbackMs;
    private readonly UnfinishedRead<long>? _earlier;
    private readonly UnfinishedRead<long>? _inWindow;

    private ConversationCheckpoint(WindowCheckpoint windows, long lookbackMs, long? syncedToMs, UnfinishedRead<long>? earlier)
    {
        (_windows, _lookbackMs, SyncedToMs, _earlier) = (windows, lookbackMs, syncedToMs, earlier);
    }

    /// <inheritdoc cref="WindowCheckpoint.StartMs"/>
    public long StartMs => _windows.StartMs;

    /// <inheritdoc cref="WindowCheckpoint.SavedMs"/>
    public long? SavedMs => _windows.SavedMs;

    /// <summary>The end of the last sync that saw every conversation; null before the first one.</summary>
    public long? SyncedToMs { get; private init; }

    /// <exception cref="ConnectorException">The state can't be used.</exception>
    public static ConversationCheckpoint Parse(SavedState saved, StreamCursor cursor, bool isIncremental, SyncPeriod period, TimeSpan lookback)
    {
        var windows = WindowCheckpoint.Parse(saved, cursor, isIncremental, period, lookback);
        var isResumed = windows.SavedMs is not null;
        return new ConversationCheckpoint(
            windows,
            (long)lookback.TotalMilliseconds,
            isResumed ? SyncedTo(saved) : null,
            isResumed ? UnfinishedRead.Parse<long>(saved, InWindowMember, LastMember, last => last.ValueKind == JsonValueKind.Number && last.TryGetInt64(out var id) ? id : null) : null);
    }

    /// <summary>
    /// Whether an earlier run of this sync has already read the conversation's children. False for a conversation that may have
    /// become visible only after that run exported the window.
    /// </summary>
    /// <param name="updatedAtMs">The conversation's own cursor.</param>
    public bool IsDone(long conversation, long updatedAtMs) =>
        _earlier?.Covers(conversation, updatedAtMs, SavedMs, _lookbackMs) == true;

    /// <summary>Whether messages that changed at the given time may still be unread.</summary>
    /// <param name="messagesChangedAtMs">The time of the last message or of the anonymisation; 0 if there are no messages.</param>
    public bool HasNewMessages(long messagesChangedAtMs) =>
        messagesChangedAtMs > 0 && (SyncedToMs is not { } syncedTo || messagesChangedAtMs >= syncedTo - _lookbackMs);

    /// <inheritdoc cref="WindowCheckpoint.LimitTo"/>
    public ConversationCheckpoint LimitTo(DateTimeOffset askedAt, TimeWindow window) => new(this, _windows.LimitTo(askedAt, window), _inWindow);

    /// <summary>The checkpoint after everything before a time has been read.</summary>
    public ConversationCheckpoint AdvanceTo(long readToMs) => new(this, _windows.AdvanceTo(readToMs), inWindow: null);

    /// <summary>The checkpoint inside a window, after its conversations up to an id have been read.</summary>
    /// <param name="readAt">Dixa's time when the window was exported.</param>
    public ConversationCheckpoint AdvanceWithin(TimeWindow window, long lastConversation, DateTimeOffset readAt) =>
        new(this, _windows.AdvanceTo(window.StartMs), new UnfinishedRead<long>(window.EndMs, lastConversation, readAt.ToUnixTimeMilliseconds()));

    /// <summary>The checkpoint at the end of a sync that saw every conversation.</summary>
    public ConversationCheckpoint Complete(long endMs) =>
        new(this, _windows.AdvanceTo(endMs), inWindow: null) { SyncedToMs = Math.Max(_windows.Limited(endMs), SyncedToMs ?? 0) };

    public void WriteTo(Utf8JsonWriter json)
    {
        _windows.WriteTo(json);
        if (SyncedToMs is { } syncedTo)
        {
            json.WriteNumber(SyncedToMember, syncedTo);
        }

        _inWindow?.WriteTo(json, InWindowMember, last => json.WriteNumber(LastMember, last));
    }

    private ConversationCheckpoint(ConversationCheckpoint before, WindowCheckpoint windows, UnfinishedRead<long>? inWindow)
        : this(windows, before._lookbackMs, before.SyncedToMs, before._earlier) => _inWindow = inWindow;

    private static long? SyncedTo(SavedState saved) => saved.Member(SyncedToMember) is { } value ? saved.Number(value, SyncedToMember) : null;
}
