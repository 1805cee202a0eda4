namespace Dixa.Simulator.Data.Webhooks;

/// <summary>Which conversations a webhook is told of.</summary>
/// <param name="Strategy">All or Any.</param>
public sealed record WebhookFilter(string Strategy, IReadOnlyList<WebhookCondition> Conditions);
