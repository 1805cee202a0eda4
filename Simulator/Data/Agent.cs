namespace Dixa.Simulator.Data;

/// <summary>Somebody who answers; a null list or text is one that the API leaves out.</summary>
public sealed record Agent(Guid Id, DateTimeOffset CreatedAt, string DisplayName, string Email) : IIdentified
{
    public string? AvatarUrl { get; init; }

    public string? PhoneNumber { get; init; }

    public IReadOnlyList<string>? AdditionalEmails { get; init; }

    public IReadOnlyList<string>? AdditionalPhoneNumbers { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public IReadOnlyList<string>? MiddleNames { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }
}

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
