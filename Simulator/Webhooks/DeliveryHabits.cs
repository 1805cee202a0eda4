using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Webhooks;

/// <summary>How deliveries go. Dixa promises at least one of each event, in no order; when it tries again is unpublished.</summary>
public sealed record DeliveryHabits
{
    /// <summary>How many of the events are sent once more although they arrived: from 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double Duplicates { get; init; }

    /// <summary>How many of the events are never sent: from 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double Losses { get; init; }

    /// <summary>A delivery waits up to so long, each for itself, so that later events overtake earlier ones.</summary>
    [Range(0, 3_600_000)]
    public int DelayMs { get; init; }

    /// <summary>How long after a failure the next try comes; after the last of them the event is given up.</summary>
    [Required]
    public IReadOnlyList<int> RetriesMs { get; init; } = [1_000, 5_000, 30_000, 120_000, 600_000];

    /// <summary>How long an answer is waited for.</summary>
    [Range(1, 600_000)]
    public int TimeoutMs { get; init; } = 10_000;
}
