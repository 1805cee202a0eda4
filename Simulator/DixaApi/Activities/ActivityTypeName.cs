using Dixa.Simulator.Data.Activities;

namespace Dixa.Simulator.DixaApi.Activities;

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
