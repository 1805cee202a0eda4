using System.Buffers.Text;
using Dixa.Connector.Json;

namespace Dixa.Connector.Sync;

/// <summary>What the reading of a conversation's children has to know of it, in 24 bytes, taken from its export row.</summary>
public readonly record struct ChangedConversation
{
    private const long NotesFlag = 1;
    private const long RatingsFlag = 2;
    private const long UndatedFlag = 4;
    private const int FlagBits = 3;

    private static readonly NameTable<Field> Fields = new(
    [
        ("id", Field.Id),
        ("updated_at", Field.UpdatedAt),
        ("last_message_created_at", Field.MessagesChangedAt),
        ("anonymized_at", Field.MessagesChangedAt),
        ("requester_id", Field.Requester),
        ("conversation_wrapup_notes", Field.Notes),
        ("ratings", Field.Ratings),
    ]);

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

    /// <summary>The time of its last message, or of its anonymisation, which changes them all; 0 when there is none.</summary>
    public long MessagesChangedAtMs => _messagesAndFlags >> FlagBits;

    public bool HasNotes => (_messagesAndFlags & NotesFlag) != 0;

    public bool HasRatings => (_messagesAndFlags & RatingsFlag) != 0;

    /// <summary>Whether the row has no cursor, so that nobody can tell whether it has been read before.</summary>
    public bool IsUndated => (_messagesAndFlags & UndatedFlag) != 0;

    /// <summary>Whether a stream that starts at a time has to read it.</summary>
    public bool IsFrom(long startMs) => IsUndated || UpdatedAtMs >= startMs;

    /// <summary>Null when the row has no id, without which nothing of it can be asked for.</summary>
    /// <param name="requester">The end user; empty when the row names none.</param>
    public static ChangedConversation? Of(ReadOnlySpan<byte> row, long windowStartMs, out Guid requester)
    {
        long? id = null;
        long? updated = null;
        long messages = 0;
        requester = Guid.Empty;
        var (notes, ratings, isFirst, place) = (false, false, true, 0);
        var scanner = new JsonScanner(row, 1);
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var isKnown = Fields.TryFind(scanner, ref place, out var field);
            var start = scanner.At;
            scanner.SkipValue();
            if (!isKnown)
            {
                continue;
            }

            var value = scanner.Text(start);
            switch (field)
            {
                case Field.Id:
                    id = Number(value) ?? id;
                    break;
                case Field.UpdatedAt:
                    updated = Number(value) ?? updated;
                    break;
                case Field.MessagesChangedAt:
                    messages = Math.Max(messages, Number(value) ?? 0);
                    break;
                case Field.Requester:
                    requester = value.Length > 2 && Utf8Parser.TryParse(value[1..^1], out Guid parsed, out _) ? parsed : requester;
                    break;
                case Field.Notes:
                    notes = IsFilled(value);
                    break;
                default:
                    ratings = IsFilled(value);
                    break;
            }
        }

        return id is { } known ? new ChangedConversation(known, updated ?? windowStartMs, messages, notes, ratings, updated is null) : null;
    }

    private static long? Number(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out var length) && length == value.Length ? number : null;

    /// <summary>Whether the value is an array with something in it. What can't be told counts as filled: a call too many loses nothing.</summary>
    private static bool IsFilled(ReadOnlySpan<byte> value) => value[0] switch
    {
        (byte)'n' => false,
        (byte)'[' => value[1..^1].ContainsAnyExcept(" \t\r\n"u8),
        _ => true,
    };

    private enum Field
    {
        Id,
        UpdatedAt,
        MessagesChangedAt,
        Requester,
        Notes,
        Ratings,
    }
}
