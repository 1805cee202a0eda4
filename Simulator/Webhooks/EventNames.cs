using System.Text;

namespace Dixa.Simulator.Webhooks;

/// <summary>The events that Dixa tells of, by the names under which one subscribes to them.</summary>
public static class EventNames
{
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

    /// <summary>The name as an event bears it: <c>CONVERSATION_MESSAGE_ADDED</c>, <c>SLA_EVALUATION_BREACHED</c>.</summary>
    public static string ToFqn(string name) => ToUpperSnake(name.Replace("SLA", "Sla", StringComparison.Ordinal));

    /// <summary><c>WidgetChat</c> as <c>WIDGET_CHAT</c>.</summary>
    public static string ToUpperSnake(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}
