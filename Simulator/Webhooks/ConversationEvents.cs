using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Webhooks;

/// <summary>What Dixa tells of a conversation that has become another one: read off the two versions, so that every way of changing one is told.</summary>
public static class ConversationEvents
{
    /// <param name="before">The version before; null for a conversation that is new.</param>
    public static IEnumerable<OrganizationEvent> Between(Conversation? before, Conversation after) =>
    [
        .. before is null ? [new("ConversationCreated", after.CreatedAtMs, after)] : Array.Empty<OrganizationEvent>(),
        .. OfHandling(before, after),
        .. OfContents(before, after),
        .. OfStatus(before, after),
    ];

    private static IEnumerable<OrganizationEvent> OfHandling(Conversation? before, Conversation after)
    {
        if (after.QueueId is not null && after.QueueId != before?.QueueId)
        {
            yield return new("ConversationEnqueued", after.UpdatedAtMs, after);
        }

        if (after.AssigneeId != before?.AssigneeId)
        {
            yield return new(after.AssigneeId is null ? "ConversationUnassigned" : "ConversationAssigned", after.UpdatedAtMs, after);
        }

        if (before is { QueueId: not null } && after.QueueId is not null && after.QueueId != before.QueueId || before?.Transfer != after.Transfer)
        {
            yield return new("ConversationTransferred", after.UpdatedAtMs, after);
        }

        if (before is not null && before.RequesterId != after.RequesterId)
        {
            yield return new("ConversationEndUserReplaced", after.UpdatedAtMs, after);
        }

        if (before is not null && !before.CustomFields.SequenceEqual(after.CustomFields))
        {
            yield return new("ConversationCustomAttributeUpdated", after.UpdatedAtMs, after);
        }
    }

    private static IEnumerable<OrganizationEvent> OfContents(Conversation? before, Conversation after)
    {
        foreach (var message in after.Messages.ExceptBy(before?.Messages.Select(each => each.Id) ?? [], each => each.Id))
        {
            yield return new("ConversationMessageAdded", message.CreatedAtMs, after, (json, workspace) => Write(json, message, after, workspace));
        }

        foreach (var note in after.ReadableNotes.ExceptBy(before?.Notes.Select(each => each.Id) ?? [], each => each.Id))
        {
            yield return new("ConversationNoteAdded", note.CreatedAtMs, after, (json, workspace) => Write(json, note, workspace));
        }

        foreach (var tag in after.TagIds.Except(before?.TagIds ?? []))
        {
            yield return new("ConversationTagAdded", after.UpdatedAtMs, after, (json, workspace) => WriteTag(json, tag, after, workspace));
        }

        foreach (var tag in before?.TagIds.Except(after.TagIds) ?? [])
        {
            yield return new("ConversationTagRemoved", after.UpdatedAtMs, after, (json, workspace) => WriteTag(json, tag, after, workspace));
        }

        // A comment comes after its score: Dixa tells of the rating, and once more of the rating with its comment.
        foreach (var rating in after.Ratings.Except(before?.Ratings ?? []).Where(each => each.Status == RatingStatus.Rated))
        {
            yield return new("ConversationRated", rating.LastStepMs, after, (json, workspace) => Write(json, rating, comment: null, after, workspace));
            if (rating.Message is { } comment)
            {
                yield return new("ConversationRated", rating.LastStepMs, after, (json, workspace) => Write(json, rating, comment, after, workspace));
            }
        }
    }

    private static IEnumerable<OrganizationEvent> OfStatus(Conversation? before, Conversation after)
    {
        if (after.Status != (before?.Status ?? ConversationStatus.Open))
        {
            yield return new($"Conversation{(after.Status == ConversationStatus.Closed ? "Closed" : after.Status.ToString())}", after.UpdatedAtMs, after);
        }
    }

    private static void Write(Utf8JsonWriter json, Message message, Conversation conversation, Workspace workspace)
    {
        json.WriteString("message_id"u8, message.Id);
        EventWriter.WriteUser(json, "author"u8, message.AuthorId, workspace);
        json.WriteString("channel"u8, EventNames.ToUpperSnake(conversation.Channel.ApiName));
        json.WriteString("direction"u8, Lower(message.Direction));
        json.WriteString("text"u8, message.Text);
        json.WriteStartObject("content"u8);
        json.WriteString("text"u8, message.Text);
        json.WriteString("content_type"u8, "Text"u8);
        json.WriteNull("original_content_url"u8);
        json.WriteNull("processed_content_url"u8);
        json.WriteEndObject();
        json.WriteStartArray("attachments"u8);
        foreach (var file in message.AttachedFiles ?? [])
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteNull("external_id"u8);
        json.WriteString("created_at"u8, EventWriter.Time(message.CreatedAtMs));
    }

    private static void Write(Utf8JsonWriter json, Note note, Workspace workspace)
    {
        json.WriteString("note_id"u8, note.Id);
        json.WriteString("text"u8, note.Text);
        json.WriteString("created_at"u8, EventWriter.Time(note.CreatedAtMs));
        EventWriter.WriteUser(json, "author"u8, note.AuthorId, workspace);
    }

    private static void WriteTag(Utf8JsonWriter json, Guid tag, Conversation conversation, Workspace workspace)
    {
        json.WriteString("tag"u8, workspace.Tags.Find(tag)?.Name);
        EventWriter.WriteUser(json, "author"u8, conversation.AssigneeId, workspace);
    }

    private static void Write(Utf8JsonWriter json, Rating rating, string? comment, Conversation conversation, Workspace workspace)
    {
        EventWriter.WriteUser(json, "agent"u8, conversation.AssigneeId, workspace);
        json.WriteNumber("score"u8, rating.Score ?? rating.Type.LowestScore);
        json.WriteString("comment"u8, comment);
        json.WriteString("type"u8, rating.Type.ApiName);
    }

    private static string Lower(Direction direction) => direction switch
    {
        Direction.Inbound => "inbound",
        Direction.Outbound => "outbound",
        _ => "internal",
    };
}
