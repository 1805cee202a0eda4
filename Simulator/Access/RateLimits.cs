using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Access;

/// <summary>How much a token may ask; the figures are Dixa's published ones.</summary>
public sealed record RateLimits
{
    public static RateLimits None { get; } = new() { Enabled = false };

    public bool Enabled { get; init; } = true;

    /// <summary>Requests in any sliding minute, both export endpoints together.</summary>
    [Range(1, int.MaxValue)]
    public int ExportsPerMinute { get; init; } = 10;

    [Range(0.001, 1_000_000)]
    public double ApiPerSecond { get; init; } = 10;

    [Range(1, int.MaxValue)]
    public int ApiBurst { get; init; } = 4;

    /// <summary>Whether a refusal says when to come back; no source has seen Dixa do so.</summary>
    public bool SendRetryAfter { get; init; }
}

/// <summary>The two APIs: they differ in how a token is sent and in how much it may ask.</summary>
public enum Surface
{
    Exports,
    DixaApi,
}
