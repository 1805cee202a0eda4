namespace Dixa.Simulator.Data;

/// <summary>What an agent is doing at a moment.</summary>
public sealed record Presence(Guid AgentId, DateTimeOffset RequestedAt)
{
    /// <summary>Null for somebody who never came.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    public bool IsOnline { get; init; }

    /// <summary>Of somebody online: not away.</summary>
    public bool IsWorking { get; init; }

    /// <summary>Those that somebody online takes conversations from.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];
}
