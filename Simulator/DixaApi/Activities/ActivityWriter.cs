using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

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

/// <summary>The deprecated twin of an entry's type; newer types have none of their own.</summary>
public static class ActivityTypeName
{
    public static string Deprecated(ActivityType type) => type switch
    {
        ActivityType.ConversationReserved => "ConversationReservedType",
        ActivityType.ConversationChannelChanged
            or ActivityType.ConversationCustomAttributesUpdated
            or ActivityType.ConversationLinkedFromChild
            or ActivityType.ConversationLinkedToParent
            or ActivityType.ConversationUnlinkedFromChild
            or ActivityType.ConversationUnlinkedToParent
            or ActivityType.ConversationMessageRedacted
            or ActivityType.ConversationRatingNotOffered
            or ActivityType.ConversationResolvedStateToggled
            or ActivityType.ConversationSubjectUpdated => "UnknownActivityType",
        _ => $"{type}ActivityType",
    };
}

/// <summary>Writes whoever did something, or had it done to them; nothing for nobody.</summary>
public static class ActivityUserWriter
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Agent? agent)
    {
        if (agent is not null)
        {
            Write(json, name, agent.Id, agent.DisplayName, agent.Email, agent.PhoneNumber);
        }
    }

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, EndUser user) =>
        Write(json, name, user.Id, user.DisplayName, user.Email, user.PhoneNumber);

    /// <summary>The conversation's requester; once erased, there is only an id.</summary>
    public static void WriteRequester(Utf8JsonWriter json, ReadOnlySpan<byte> name, ActivityRow row)
    {
        var requester = row.IsErased ? null : row.Requester;
        Write(json, name, row.Conversation.RequesterId, requester?.DisplayName, requester?.Email, requester?.PhoneNumber);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid id, string? displayName, string? email, string? phoneNumber)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject(name);
        json.WriteString("id"u8, id);
        field.Write("name"u8, displayName);
        field.Write("email"u8, email);
        field.Write("phoneNumber"u8, phoneNumber);
        json.WriteEndObject();
    }
}
