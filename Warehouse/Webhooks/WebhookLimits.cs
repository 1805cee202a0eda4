namespace Dixa.Warehouse.Webhooks;

/// <summary>What deliveries may take.</summary>
public sealed record WebhookLimits
{
    /// <summary>Of one body.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Of all bodies that are being read, or wait for their commit.</summary>
    public long AllBodiesBytes { get; init; } = 32 << 20;

    /// <summary>From the headers to the end of the body.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many events may wait for their commit.</summary>
    public int WaitingEvents { get; init; } = 4096;

    /// <summary>How long a commit may take before the sender is told to come again. How long Dixa waits is unknown.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
