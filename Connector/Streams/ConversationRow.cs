using Dixa.Connector.Json;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>What an export row says about its conversation, as far as its children need it.</summary>
/// <remarks>
/// Each member is parsed in every unambiguous notation. Where a value can't be parsed and an extra request does no harm, the children
/// are requested anyway. Where an id for the request is missing, the defect is recorded, and the streams that need the id fail.
/// <c>docs/reliability.md</c> has the table.
/// </remarks>
public readonly record struct ConversationRow
{
    /// <summary>2000-01-01. An earlier time does not come from Dixa: it is in seconds, or a placeholder.</summary>
    private const long EarliestMs = 946_684_800_000;

    private static readonly NameTable<Field> Fields = new(
    [
        ("id", Field.Id),
        ("updated_at", Field.UpdatedAt),
        ("last_message_created_at", Field.LastMessageAt),
        ("anonymized_at", Field.AnonymizedAt),
        ("requester_id", Field.Requester),
        ("conversation_wrapup_notes", Field.Notes),
        ("ratings", Field.Ratings),
    ]);

    private enum Field
    {
        Id,
        UpdatedAt,
        LastMessageAt,
        AnonymizedAt,
        Requester,
        Notes,
        Ratings,
    }

    /// <summary>The conversation; null if its id can't be parsed.</summary>
    public ChangedConversation? Conversation { get; private init; }

    /// <inheritdoc cref="ChangedConversation.UpdatedAtMs"/>
    public long UpdatedAtMs { get; private init; }

    /// <inheritdoc cref="ChangedConversation.IsUndated"/>
    public bool IsUndated { get; private init; }

    /// <summary>The end user; null if the row has none, or an id that can't be parsed.</summary>
    public Guid? Requester { get; private init; }

    /// <summary>Describes an id that can't be parsed; null for a valid one.</summary>
    public string? IdDefect { get; private init; }

    /// <summary>Describes an end user's id that can't be parsed; null for a valid one or none.</summary>
    public string? RequesterDefect { get; private init; }

    /// <summary>Whether a stream that starts at the given time has to read it.</summary>
    public bool IsFrom(long startMs) => IsUndated || UpdatedAtMs >= startMs;

    /// <param name="window">The requested window. A row with a time outside of it counts as one without a time.</param>
    public static ConversationRow Of(ReadOnlySpan<byte> row, TimeWindow window)
    {
        ReadOnlySpan<byte> id = default, updatedAt = default, requester = default, notes = default, ratings = default;
        long messages = 0;
        var place = 0;
        foreach (var member in new JsonMembers(row))
        {
            var isKnown = Fields.TryFind(member, ref place, out var field);
            switch (field)
            {
                case var _ when !isKnown:
                    break;
                case Field.Id:
                    id = member.Value;
                    break;
                case Field.UpdatedAt:
                    updatedAt = member.Value;
                    break;
                case Field.LastMessageAt or Field.AnonymizedAt:
                    messages = Math.Max(messages, MessagesChangedAt(member.Value));
                    break;
                case Field.Requester:
                    requester = member.Value;
                    break;
                case Field.Notes:
                    notes = member.Value;
                    break;
                default:
                    ratings = member.Value;
                    break;
            }
        }

        var updated = LooseValue.Time(updatedAt);
        var isUndated = updated is not { } time || !(window.Contains(time) || window.IsNeighbours(time));
        var number = LooseValue.Number(id);
        var asker = LooseValue.Id(requester);
        var updatedAtMs = updated ?? window.StartMs;
        return new ConversationRow
        {
            Conversation = number is { } known ? new ChangedConversation(known, updatedAtMs, messages, IsFilled(notes), IsFilled(ratings), isUndated) : null,
            UpdatedAtMs = updatedAtMs,
            IsUndated = isUndated,
            Requester = asker,
            IdDefect = number is null ? LooseValue.Describe(id) : null,
            RequesterDefect = asker is null && !LooseValue.IsNone(requester) ? LooseValue.Describe(requester) : null,
        };
    }

    /// <summary>0 if there is no message; the latest possible time if it can't be parsed.</summary>
    private static long MessagesChangedAt(ReadOnlySpan<byte> value) =>
        LooseValue.IsNone(value) ? 0
        : LooseValue.Time(value) is { } time && time >= EarliestMs ? Math.Min(time, ChangedConversation.LatestMs)
        : ChangedConversation.LatestMs;

    /// <summary>Whether there is a value that is not an empty array.</summary>
    private static bool IsFilled(ReadOnlySpan<byte> value) =>
        !LooseValue.IsNone(value) && (value[0] != '[' || value[1..^1].ContainsAnyExcept(" \t\r\n"u8));
}
