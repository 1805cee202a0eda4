using System.Buffers.Text;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.Sync;

/// <summary>What the reading of a conversation's children has to know of it, in 40 bytes, taken from its export row.</summary>
public readonly record struct ChangedConversation
{
    private const long NotesFlag = 1;
    private const long RatingsFlag = 2;
    private const int FlagBits = 2;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonArrayReader.MaxDepth };

    /// <summary>Of a million conversations each byte counts: the flags share a number with a time, which needs 42 bits.</summary>
    private readonly long _lastMessageAndFlags;

    public ChangedConversation(long id, long updatedAtMs, long lastMessageAtMs, Guid requester, bool hasNotes, bool hasRatings)
    {
        Id = id;
        UpdatedAtMs = updatedAtMs;
        Requester = requester;
        _lastMessageAndFlags = (lastMessageAtMs << FlagBits) | (hasNotes ? NotesFlag : 0) | (hasRatings ? RatingsFlag : 0);
    }

    public long Id { get; }

    /// <summary>Its cursor; the start of the window that it was found in when the row has none.</summary>
    public long UpdatedAtMs { get; }

    /// <summary>The end user; empty when the row names none.</summary>
    public Guid Requester { get; }

    /// <summary>The time of its last message; 0 when there is none.</summary>
    public long LastMessageAtMs => _lastMessageAndFlags >> FlagBits;

    public bool HasNotes => (_lastMessageAndFlags & NotesFlag) != 0;

    public bool HasRatings => (_lastMessageAndFlags & RatingsFlag) != 0;

    /// <summary>Null when the row has no id, without which nothing of it can be asked for.</summary>
    public static ChangedConversation? Of(ReadOnlySpan<byte> row, long windowStartMs)
    {
        long? id = null;
        var updated = windowStartMs;
        long message = 0;
        var requester = Guid.Empty;
        var (notes, ratings) = (false, false);
        var reader = new Utf8JsonReader(row, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Name(ref reader);
            reader.Read();
            switch (field)
            {
                case Field.Id when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value):
                    id = value;
                    break;
                case Field.UpdatedAt when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value):
                    updated = value;
                    break;
                case Field.LastMessageAt when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value):
                    message = value;
                    break;
                case Field.Requester when reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out Guid value, out _):
                    requester = value;
                    break;
                case Field.Notes:
                    notes = IsFilled(ref reader);
                    break;
                case Field.Ratings:
                    ratings = IsFilled(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return id is { } known ? new ChangedConversation(known, updated, message, requester, notes, ratings) : null;
    }

    private static Field Name(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? Field.Id
        : reader.ValueTextEquals("updated_at"u8) ? Field.UpdatedAt
        : reader.ValueTextEquals("last_message_created_at"u8) ? Field.LastMessageAt
        : reader.ValueTextEquals("requester_id"u8) ? Field.Requester
        : reader.ValueTextEquals("conversation_wrapup_notes"u8) ? Field.Notes
        : reader.ValueTextEquals("ratings"u8) ? Field.Ratings
        : Field.Other;

    /// <summary>Whether the value is an array with something in it. What can't be told counts as filled: a call too many loses nothing.</summary>
    private static bool IsFilled(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var filled = reader.TokenType != JsonTokenType.EndArray;
            while (reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                reader.Read();
            }

            return filled;
        }

        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return !isNull;
    }

    private enum Field
    {
        Other,
        Id,
        UpdatedAt,
        LastMessageAt,
        Requester,
        Notes,
        Ratings,
    }
}
