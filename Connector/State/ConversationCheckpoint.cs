using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>Where the reading of conversations' children stands: the watermark, and inside a window the last conversation that was read.</summary>
/// <remarks>
/// <para><c>{"conversation_updated_at": …, "synced_to": …, "in_window": {"end": …, "last_conversation": …, "read_at": …}}</c>, times in
/// Unix milliseconds.</para>
/// <para><c>synced_to</c> is the end of the last sync that went through and saw every conversation. Only by it can be told whether
/// a conversation's last message has been read, since a conversation that was updated later stands in a later window.</para>
/// </remarks>
public sealed record ConversationCheckpoint : ICheckpoint
{
    private const string SyncedToMember = "synced_to";
    private const string InWindowMember = "in_window";

    private readonly WindowCheckpoint _windows;
    private readonly long _lookbackMs;
    private readonly Progress? _earlier;
    private readonly Progress? _inWindow;

    private ConversationCheckpoint(WindowCheckpoint windows, long lookbackMs, long? syncedToMs, Progress? earlier)
    {
        (_windows, _lookbackMs, SyncedToMs, _earlier) = (windows, lookbackMs, syncedToMs, earlier);
    }

    /// <inheritdoc cref="WindowCheckpoint.StartMs"/>
    public long StartMs => _windows.StartMs;

    /// <inheritdoc cref="WindowCheckpoint.SavedMs"/>
    public long? SavedMs => _windows.SavedMs;

    /// <summary>The end of the last sync that saw every conversation; null while there was none.</summary>
    public long? SyncedToMs { get; private init; }

    /// <exception cref="ConnectorException">The state is not one that this connector writes.</exception>
    public static ConversationCheckpoint Parse(SavedState saved, StreamCursor cursor, bool isIncremental, SyncPeriod period, TimeSpan lookback)
    {
        var windows = WindowCheckpoint.Parse(saved, cursor, isIncremental, period, lookback);
        var isResumed = windows.SavedMs is not null;
        return new ConversationCheckpoint(
            windows,
            (long)lookback.TotalMilliseconds,
            isResumed ? SyncedTo(saved) : null,
            isResumed ? Progress.Parse(saved) : null);
    }

    /// <summary>
    /// Whether an earlier run of this sync has read the conversation's children already. It has not where the conversation may
    /// have become visible only after that run exported the window.
    /// </summary>
    /// <param name="updatedAtMs">The conversation's own cursor.</param>
    public bool IsDone(long conversation, long updatedAtMs) =>
        _earlier is { } earlier
        && conversation <= earlier.LastConversation
        && updatedAtMs >= SavedMs
        && updatedAtMs < earlier.EndMs
        && updatedAtMs < earlier.ReadAtMs - _lookbackMs;

    /// <summary>Whether messages that changed at a time may not have been read yet.</summary>
    /// <param name="messagesChangedAtMs">The time of the last message, or of the anonymisation; 0 where there are no messages.</param>
    public bool HasNewMessages(long messagesChangedAtMs) =>
        messagesChangedAtMs > 0 && (SyncedToMs is not { } syncedTo || messagesChangedAtMs >= syncedTo - _lookbackMs);

    /// <inheritdoc cref="WindowCheckpoint.LimitTo"/>
    public ConversationCheckpoint LimitTo(DateTimeOffset askedAt, TimeWindow window) => new(this, _windows.LimitTo(askedAt, window), _inWindow);

    /// <summary>The checkpoint once everything before a time has been read.</summary>
    public ConversationCheckpoint AdvanceTo(long readToMs) => new(this, _windows.AdvanceTo(readToMs), inWindow: null);

    /// <summary>The checkpoint inside a window, once its conversations up to an id have been read.</summary>
    /// <param name="readAt">Dixa's time when the window was exported.</param>
    public ConversationCheckpoint AdvanceWithin(TimeWindow window, long lastConversation, DateTimeOffset readAt) =>
        new(this, _windows.AdvanceTo(window.StartMs), new Progress(window.EndMs, lastConversation, readAt.ToUnixTimeMilliseconds()));

    /// <summary>The checkpoint at the end of a sync that has seen every conversation.</summary>
    public ConversationCheckpoint Complete(long endMs) =>
        new(this, _windows.AdvanceTo(endMs), inWindow: null) { SyncedToMs = Math.Max(_windows.Limited(endMs), SyncedToMs ?? 0) };

    public void WriteTo(Utf8JsonWriter json)
    {
        _windows.WriteTo(json);
        if (SyncedToMs is { } syncedTo)
        {
            json.WriteNumber(SyncedToMember, syncedTo);
        }

        _inWindow?.WriteTo(json);
    }

    private ConversationCheckpoint(ConversationCheckpoint before, WindowCheckpoint windows, Progress? inWindow)
        : this(windows, before._lookbackMs, before.SyncedToMs, before._earlier) => _inWindow = inWindow;

    private static long? SyncedTo(SavedState saved) => saved.Member(SyncedToMember) is { } value ? saved.Number(value, SyncedToMember) : null;

    /// <param name="EndMs">The end of the window.</param>
    /// <param name="LastConversation">The last conversation whose children have been written; conversations are read by id.</param>
    /// <param name="ReadAtMs">Dixa's time when the window was exported.</param>
    private sealed record Progress(long EndMs, long LastConversation, long ReadAtMs)
    {
        public static Progress? Parse(SavedState saved) => saved.Member(InWindowMember) is { } given
            ? new Progress(
                saved.Number(given.Member("end"), InWindowMember),
                saved.Number(given.Member("last_conversation"), InWindowMember),
                saved.Number(given.Member("read_at"), InWindowMember))
            : null;

        public void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject(InWindowMember);
            json.WriteNumber("end", EndMs);
            json.WriteNumber("last_conversation", LastConversation);
            json.WriteNumber("read_at", ReadAtMs);
            json.WriteEndObject();
        }
    }
}
