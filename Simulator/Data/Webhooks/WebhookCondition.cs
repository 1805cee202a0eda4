namespace Dixa.Simulator.Data.Webhooks;

/// <summary>What a field must, or must not, be one of.</summary>
/// <param name="Field">InitialChannel, OperationOrigin or QueueId.</param>
public sealed record WebhookCondition(string Field, bool IsNegated, IReadOnlyList<string> Values);
