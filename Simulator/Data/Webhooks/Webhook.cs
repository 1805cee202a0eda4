namespace Dixa.Simulator.Data.Webhooks;

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
