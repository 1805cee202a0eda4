using System.Collections.Frozen;
using System.Text;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The events that Dixa knows, of August 2026: as one subscribes to them, and as they come.</summary>
public static class EventNames
{
    /// <summary>The names that a subscription has.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "AgentBannedEnduser", "AgentBannedIp", "AgentUnbannedEnduser", "AgentUnbannedIp", "ConversationAbandoned", "ConversationAssigned",
        "ConversationClosed", "ConversationCreated", "ConversationCustomAttributeUpdated", "ConversationEndUserReplaced", "ConversationEnqueued",
        "ConversationMessageAdded", "ConversationMessageDeliveryDelivered", "ConversationMessageDeliveryFailed", "ConversationMessageDeliveryInfo",
        "ConversationMessageDeliverySeen", "ConversationMessageDeliverySent", "ConversationMessageDeliverySpamComplaint", "ConversationNoteAdded",
        "ConversationOpen", "ConversationPending", "ConversationPendingExpired", "ConversationRated", "ConversationTagAdded",
        "ConversationTagRemoved", "ConversationTransferred", "ConversationUnassigned", "SLAEvaluationAchieved", "SLAEvaluationBreached",
        "SLAEvaluationPending", "SLAEvaluationVoided", "TypingStarted",
    ];

    /// <summary>The names that events come with: <c>event_fqn</c>.</summary>
    public static FrozenSet<string> Fqns { get; } = All.Select(ToFqn).ToFrozenSet();

    /// <summary><c>CONVERSATION_MESSAGE_ADDED</c> of <c>ConversationMessageAdded</c>. Five names are confirmed so; the others are by analogy.</summary>
    public static string ToFqn(string name)
    {
        var words = name.StartsWith("SLA", StringComparison.Ordinal) ? $"Sla{name[3..]}" : name;
        var text = new StringBuilder();
        foreach (var letter in words)
        {
            text.Append(char.IsAsciiLetterUpper(letter) && text.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
