using Dixa.Warehouse.Hosting;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Where webhooks are taken, and what they may take.</summary>
/// <param name="Every">How much lies between the beginnings of two scheduled runs.</param>
public sealed record WebhookServerOptions(ListenAddress Address, TimeSpan Every)
{
    public HostLimits HostLimits { get; init; } = new();

    public WebhookLimits Limits { get; init; } = new();
}
