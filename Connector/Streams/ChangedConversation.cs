namespace Dixa.Connector.Streams;

/// <summary>What is needed of a conversation to read its children, in 24 bytes, taken from its export row.</summary>
public readonly record struct ChangedConversation
{
    private const long NotesFlag = 1;
    private const long RatingsFlag = 2;
    private const long UndatedFlag = 4;
    private const int FlagBits = 3;

    /// <summary>The latest time of messages that fits, used for an unknown time. It is later than any real one.</summary>
    public const long LatestMs = long.MaxValue >> FlagBits;

    /// <summary>With millions of conversations each byte counts, so the flags share a number with a time, which needs 42 bits.</summary>
    private readonly long _messagesAndFlags;

    public ChangedConversation(long id, long updatedAtMs, long messagesChangedAtMs, bool hasNotes, bool hasRatings, bool isUndated = false)
    {
        Id = id;
        UpdatedAtMs = updatedAtMs;
        _messagesAndFlags = (messagesChangedAtMs << FlagBits) | (hasNotes ? NotesFlag : 0) | (hasRatings ? RatingsFlag : 0) | (isUndated ? UndatedFlag : 0);
    }

    public long Id { get; }

    /// <summary>Its cursor; without one, the start of the window in which it was found.</summary>
    public long UpdatedAtMs { get; }

    /// <summary>The time of its last message, or of its anonymisation, which changes all messages. 0 if there are none, <see cref="LatestMs"/> if the time is unknown.</summary>
    public long MessagesChangedAtMs => _messagesAndFlags >> FlagBits;

    public bool HasNotes => (_messagesAndFlags & NotesFlag) != 0;

    public bool HasRatings => (_messagesAndFlags & RatingsFlag) != 0;

    /// <summary>Whether the row has no cursor, or one that does not belong to the window. Then it is unknown whether it has been read before.</summary>
    public bool IsUndated => (_messagesAndFlags & UndatedFlag) != 0;

    /// <summary>Whether a stream that starts at the given time has to read it.</summary>
    public bool IsFrom(long startMs) => IsUndated || UpdatedAtMs >= startMs;
}
