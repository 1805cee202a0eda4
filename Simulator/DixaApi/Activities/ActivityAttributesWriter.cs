using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes what an entry tells besides, in a shape whose name comes last; many types tell nothing.</summary>
public static class ActivityAttributesWriter
{
    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        if (ShapeOf(row) is not { } shape)
        {
            return;
        }

        json.WriteStartObject("attributes"u8);
        WriteFields(json, row);
        json.WriteString("_type"u8, shape);
        json.WriteEndObject();
    }

    /// <summary>Null where nothing is told, or what has to be told is missing.</summary>
    private static string? ShapeOf(ActivityRow row) => row.Type switch
    {
        ActivityType.ConversationCreatedByAgent or ActivityType.ConversationCreatedByCustomer =>
            row.Conversation.Subject is null ? null : "ConversationCreatedAttribute",
        ActivityType.ConversationAssigned => row.Assignee is null ? null : "ConversationAssignedAttribute",
        ActivityType.ConversationUnassigned => row.Assignee is null ? null : "ConversationUnassignedAttribute",
        ActivityType.ConversationReserved => row.Assignee is null ? null : "ConversationReservedAttribute",
        ActivityType.ConversationRatingOffered => row.Assignee is null ? null : "ConversationRatingOfferedAttribute",
        ActivityType.ConversationAutoreplySent => "ConversationAutoReplySentAttribute",
        ActivityType.ConversationMessageRedacted => "MessageRedactedAttribute",
        ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer => "MessageAddedAttribute",
        ActivityType.TransferInitiated or ActivityType.TransferFailed or ActivityType.TransferSuccessful => "ConversationTransferredAttribute",
        ActivityType.ConversationLinkedFromChild or ActivityType.ConversationLinkedToParent
            or ActivityType.ConversationUnlinkedFromChild or ActivityType.ConversationUnlinkedToParent => "ConversationLinkedAttribute",
        ActivityType.ConversationClosed or ActivityType.ConversationPending or ActivityType.ConversationReopened
            or ActivityType.ConversationOfferAccepted or ActivityType.ConversationOfferRejected or ActivityType.ConversationOfferTimeout
            or ActivityType.ConversationRatingCancelled or ActivityType.ConversationRatingUnscheduled
            or ActivityType.ConversationTranscriptionStarted
            or ActivityType.FollowupAdded or ActivityType.FollowupExpired or ActivityType.FollowupRemoved => null,
        _ => $"{row.Type}Attribute",
    };

    private static void WriteFields(Utf8JsonWriter json, ActivityRow row)
    {
        switch (row.Type)
        {
            case ActivityType.ConversationRated or ActivityType.ConversationRatingNotOffered or ActivityType.ConversationRatingOffered
                or ActivityType.ConversationRatingScheduled:
                RatingActivityWriter.Write(json, row);
                break;
            case ActivityType.ConversationAssigned or ActivityType.ConversationClaimed or ActivityType.ConversationOffered
                or ActivityType.ConversationReserved or ActivityType.ConversationUnassigned
                or ActivityType.TransferInitiated or ActivityType.TransferFailed or ActivityType.TransferSuccessful:
                HandlingActivityWriter.Write(json, row);
                break;
            case ActivityType.ConversationAutoreplySent or ActivityType.ConversationMessageRedacted or ActivityType.ConversationTranscriptionEnded
                or ActivityType.MessageAddedByAgent or ActivityType.MessageAddedByCustomer or ActivityType.NoteAdded:
                MessageActivityWriter.Write(json, row);
                break;
            default:
                EditActivityWriter.Write(json, row);
                break;
        }
    }
}
