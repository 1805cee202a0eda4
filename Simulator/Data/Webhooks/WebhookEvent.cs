namespace Dixa.Simulator.Data.Webhooks;

/// <summary>An event that a webhook is told of, and how that went the last time, if there was one lately.</summary>
public sealed record WebhookEvent(string Name, Delivery? LastDelivery);
