using System.Collections.Immutable;

namespace Dixa.Simulator.Data;

/// <summary>A conversation with its messages; times in epoch milliseconds, people and settings by id, so that exports name them as they are called today.</summary>
public sealed record Conversation
{
    public required long Id { get; init; }

    public required long CreatedAtMs { get; init; }

    public required long UpdatedAtMs { get; init; }

    public required Channel Channel { get; init; }

    public required Direction Direction { get; init; }

    public required ConversationStatus Status { get; init; }

    public required Guid RequesterId { get; init; }

    public Guid? QueueId { get; init; }

    public long? QueuedAtMs { get; init; }

    public Guid? AssigneeId { get; init; }

    public long? AssignedAtMs { get; init; }

    /// <summary>A conversation that was opened again, and not closed since, keeps the time of the closing that did not last.</summary>
    public long? ClosedAtMs { get; init; }

    /// <summary>In order; that of an open conversation's closing is the last, and a closed conversation's last closing comes after all of them.</summary>
    public ImmutableArray<Reopening> Reopenings { get; init; } = [];

    /// <summary>When it last became pending.</summary>
    public long? PendingAtMs { get; init; }

    public long? TotalDurationMs { get; init; }

    public long? HandlingDurationMs { get; init; }

    public string? Subject { get; init; }

    public string? OriginatingCountry { get; init; }

    public Mailbox? Mailbox { get; init; }

    public PhoneLine? ToLine { get; init; }

    public PhoneLine? FromLine { get; init; }

    public FacebookPage? FacebookPage { get; init; }

    public Widget? Widget { get; init; }

    public Transfer? Transfer { get; init; }

    public ImmutableArray<Rating> Ratings { get; init; } = [];

    public ImmutableArray<Guid> TagIds { get; init; } = [];

    /// <summary>In order of creation, erased ones among them.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    public ImmutableArray<CustomFieldValue> CustomFields { get; init; } = [];

    /// <summary>In order of creation.</summary>
    public ImmutableArray<Message> Messages { get; init; } = [];

    public ConversationLink? Link { get; init; }

    public long? AnonymizedAtMs { get; init; }

    /// <summary>Whether fields without a value are left out of its export row instead of being null.</summary>
    public bool IsLean { get; init; }

    /// <summary>Whether it has all that a conversation of its channel can have, so that even a small history shows every field.</summary>
    public bool ShowsAll { get; init; }

    /// <summary>When the API begins to show this version; null for at once.</summary>
    public long? VisibleAtMs { get; init; }

    /// <summary>What the API shows until this version becomes visible.</summary>
    public Conversation? Earlier { get; init; }

    /// <summary>Of its time of update, in the export.</summary>
    public CursorDefect CursorDefect { get; init; }

    /// <summary>Whether the Dixa API knows it no more, in no version, while the exports still show it.</summary>
    public bool IsOnlyExported { get; init; }

    public IEnumerable<Note> ReadableNotes => Notes.Where(note => note.Text is not null);

    public long? LastMessageCreatedAtMs => Messages.IsEmpty ? null : Messages[^1].CreatedAtMs;

    /// <summary>The version that the API shows at this time, if any.</summary>
    public Conversation? SeenAt(long nowMs) => VisibleAtMs is not { } from || from <= nowMs ? this : Earlier?.SeenAt(nowMs);
}

public enum ConversationStatus
{
    Open,
    Pending,
    Closed,
}

public enum Direction
{
    Inbound,
    Outbound,
    Internal,
}

/// <summary>A closing that didn't last; times in epoch milliseconds.</summary>
public readonly record struct Reopening(long ClosedAtMs, long OpenedAtMs);

/// <summary>A call handed to somebody outside, who is null once erased; the time in epoch milliseconds.</summary>
public sealed record Transfer(string? Name, string? Number, long AtMs);

/// <summary>An internal note; its text is null once it was erased, and then only the activity log still knows of it.</summary>
public sealed record Note(Guid Id, Guid AuthorId, long CreatedAtMs, string? Text);

/// <summary>The way from a conversation to the earlier one that it was made out of; times in epoch milliseconds.</summary>
/// <param name="UndoneAtMs">When somebody took the link away: from then on only the activity log knows of it.</param>
public sealed record ConversationLink(long ParentId, LinkKind Kind, long AtMs, long? UndoneAtMs = null);

/// <summary>Why a conversation was made out of an earlier one.</summary>
public enum LinkKind
{
    EmailForward,
    FollowUp,
    SideConversation,
}

/// <summary>What is wrong with the time by which a row of an export is found: the row shows another one, or none.</summary>
public enum CursorDefect
{
    None,
    Missing,
    Null,
    Text,
    Boolean,
    Fraction,
    Elements,
    Members,
    Future,
}
