using System.Text.Json;
using Dixa.Simulator.Data.Activities;

namespace Dixa.Simulator.DixaApi.Activities;

public static class ActivityWriter
{
    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteNumber("conversationId"u8, row.ConversationId);
        json.WriteString("activityTimestamp"u8, ApiTime.WithZoneId(row.Activity.AtMs));
        json.WriteString("activityType"u8, ActivityTypeName.Deprecated(row.Type));
        json.WriteString("_type"u8, row.Type.ToString());
        WriteAuthor(json, row);
        ActivityAttributesWriter.Write(json, row);
        json.WriteEndObject();
    }

    /// <summary>What nobody in particular did has no author.</summary>
    private static void WriteAuthor(Utf8JsonWriter json, ActivityRow row)
    {
        var agents = row.Workspace.Agents;
        switch (row.Type)
        {
            case ActivityType.ConversationCreatedByCustomer or ActivityType.MessageAddedByCustomer or ActivityType.ConversationRated:
                ActivityUserWriter.WriteRequester(json, "author"u8, row);
                break;
            case ActivityType.MessageAddedByAgent:
                ActivityUserWriter.Write(json, "author"u8, agents.Find(row.Conversation.Messages[row.Activity.Index].AuthorId));
                break;
            case ActivityType.NoteAdded:
                ActivityUserWriter.Write(json, "author"u8, agents.Find(row.Conversation.Notes[row.Activity.Index].AuthorId));
                break;
            case ActivityType.ConversationOffered or ActivityType.ConversationOfferTimeout or ActivityType.ConversationAutoreplySent
                or ActivityType.ConversationRatingScheduled or ActivityType.ConversationRatingOffered or ActivityType.ConversationRatingNotOffered
                or ActivityType.ConversationTranscriptionStarted or ActivityType.ConversationTranscriptionEnded or ActivityType.FollowupExpired:
                break;
            default:
                ActivityUserWriter.Write(json, "author"u8, row.Assignee);
                break;
        }
    }
}
