using Dixa.Simulator.Data;

namespace Dixa.Simulator.Webhooks;

/// <summary>Whether a subscription is told of an event: by the event's name, and by its filter of conversations.</summary>
public static class WebhookFilterMatch
{
    public static bool Wants(Webhook webhook, OrganizationEvent happened) =>
        webhook.IsEnabled
        && webhook.Events.Any(subscribed => subscribed.Name == happened.Name)
        && (webhook.Filter is not { } filter || happened.Conversation is not { } conversation || Passes(filter, conversation));

    private static bool Passes(WebhookFilter filter, Conversation conversation) =>
        filter.Strategy == "Any"
            ? filter.Conditions.Any(condition => Holds(condition, conversation))
            : filter.Conditions.All(condition => Holds(condition, conversation));

    private static bool Holds(WebhookCondition condition, Conversation conversation)
    {
        var value = condition.Field switch
        {
            "InitialChannel" => EventNames.ToUpperSnake(conversation.Channel.ApiName),
            "QueueId" => conversation.QueueId?.ToString(),
            _ => null,
        };
        return condition.Values.Contains(value, StringComparer.OrdinalIgnoreCase) != condition.IsNegated;
    }
}
