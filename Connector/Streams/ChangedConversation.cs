namespace Dixa.Connector.Streams;

/// <summary>What the reading of a conversation's children has to know of it, in 24 bytes, taken from its export row.</summary>
public readonly record struct ChangedConversation
{
    private const long NotesFlag = 1;
    private const long RatingsFlag = 2;
    private const long UndatedFlag = 4;
    private const int FlagBits = 3;

    /// <summary>The latest time of messages that it can hold: later than any that is meant.</summary>
    public const long LatestMs = long.MaxValue >> FlagBits;

    /// <summary>Of a million conversations each byte counts: the flags share a number with a time, which needs 42 bits.</summary>
    private readonly long _messagesAndFlags;

    public ChangedConversation(long id, long updatedAtMs, long messagesChangedAtMs, bool hasNotes, bool hasRatings, bool isUndated = false)
    {
        Id = id;
        UpdatedAtMs = updatedAtMs;
        _messagesAndFlags = (messagesChangedAtMs << FlagBits) | (hasNotes ? NotesFlag : 0) | (hasRatings ? RatingsFlag : 0) | (isUndated ? UndatedFlag : 0);
    }

    public long Id { get; }

    /// <summary>Its cursor; the start of the window that it was found in when the row has none.</summary>
    public long UpdatedAtMs { get; }

    /// <summary>The time of its last message, or of its anonymisation, which changes them all; 0 when there is none, <see cref="LatestMs"/> when it can't be told.</summary>
    public long MessagesChangedAtMs => _messagesAndFlags >> FlagBits;

    public bool HasNotes => (_messagesAndFlags & NotesFlag) != 0;

    public bool HasRatings => (_messagesAndFlags & RatingsFlag) != 0;

    /// <summary>Whether the row has no cursor, or one from elsewhere, so that nobody can tell whether it has been read before.</summary>
    public bool IsUndated => (_messagesAndFlags & UndatedFlag) != 0;

    /// <summary>Whether a stream that starts at a time has to read it.</summary>
    public bool IsFrom(long startMs) => IsUndated || UpdatedAtMs >= startMs;
}
