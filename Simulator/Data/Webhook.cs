namespace Dixa.Simulator.Data;

/// <summary>A subscription to events; its key and headers are secrets, which the API hands out nevertheless.</summary>
public sealed record Webhook(Guid Id, string Name, string Url, string SecretKey) : IIdentified
{
    public required IReadOnlyList<WebhookEvent> Events { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required bool IsEnabled { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Guid UpdatedBy { get; init; }

    public WebhookFilter? Filter { get; init; }
}

/// <summary>An event that a webhook is told of, and how that went the last time, if there was one lately.</summary>
public sealed record WebhookEvent(string Name, Delivery? LastDelivery)
{
    /// <summary>The latest deliveries, the last one last.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}

public sealed record Delivery(DateTimeOffset At, int ResponseCode, string ResponseText)
{
    /// <summary>What was sent; empty for a delivery of which only the outcome is known.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public bool IsSuccess => ResponseCode is >= 200 and < 300;
}

/// <summary>Which conversations a webhook is told of.</summary>
/// <param name="Strategy">All or Any.</param>
public sealed record WebhookFilter(string Strategy, IReadOnlyList<WebhookCondition> Conditions);

/// <summary>What a field must, or must not, be one of.</summary>
/// <param name="Field">InitialChannel, OperationOrigin or QueueId.</param>
public sealed record WebhookCondition(string Field, bool IsNegated, IReadOnlyList<string> Values);
