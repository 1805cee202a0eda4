using System.Diagnostics.CodeAnalysis;

namespace Dixa.Simulator.Data;

/// <summary>An entry of the activity log, small enough for millions of them; the time in epoch milliseconds.</summary>
/// <param name="Index">Which message, note, tag or rating of the conversation it is about; else it only tells entries of one type apart.</param>
public readonly record struct Activity(ActivityType Type, long AtMs, Conversation Conversation, int Index);

/// <summary>What may happen to a conversation, in the activity log's own words.</summary>
/// <remarks>ConversationSubjectUpdated is missing from the vendor's list of types, which does have its attributes.</remarks>
[SuppressMessage("Naming", "CA1700: Do not name enum values 'Reserved'", Justification = "An agent is reserved here, not a value.")]
public enum ActivityType
{
    ConversationAssigned,
    ConversationAutoreplySent,
    ConversationChannelChanged,
    ConversationClaimed,
    ConversationClosed,
    ConversationCreatedByAgent,
    ConversationCreatedByCustomer,
    ConversationCustomAttributesUpdated,
    ConversationEndUserReplaced,
    ConversationLanguageUpdated,
    ConversationLinkedFromChild,
    ConversationLinkedToParent,
    ConversationMessageRedacted,
    ConversationOfferAccepted,
    ConversationOfferRejected,
    ConversationOfferTimeout,
    ConversationOffered,
    ConversationPending,
    ConversationRated,
    ConversationRatingCancelled,
    ConversationRatingNotOffered,
    ConversationRatingOffered,
    ConversationRatingScheduled,
    ConversationRatingUnscheduled,
    ConversationReopened,
    ConversationReserved,
    ConversationResolvedStateToggled,
    ConversationSubjectUpdated,
    ConversationTranscriptionEnded,
    ConversationTranscriptionStarted,
    ConversationUnassigned,
    ConversationUnlinkedFromChild,
    ConversationUnlinkedToParent,
    FollowupAdded,
    FollowupExpired,
    FollowupRemoved,
    MessageAddedByAgent,
    MessageAddedByCustomer,
    NoteAdded,
    TagAdded,
    TagRemoved,
    TransferFailed,
    TransferInitiated,
    TransferSuccessful,
}
