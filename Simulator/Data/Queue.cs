namespace Dixa.Simulator.Data;

/// <summary>Where conversations wait for an agent; its maps are keyed by threshold name and by the Dixa API's channel name.</summary>
public sealed record Queue(Guid Id, Guid OrganizationId, string Name, bool IsDefault) : IIdentified
{
    public required IReadOnlyDictionary<string, int> Thresholds { get; init; }

    /// <summary>In seconds.</summary>
    public required IReadOnlyDictionary<string, int> DoNotOfferTimeouts { get; init; }

    public required bool IsDoNotOfferEnabled { get; init; }

    /// <summary>What a queue has once somebody opened its settings; null for one made with the defaults.</summary>
    public QueueSettings? Settings { get; init; }

    public IReadOnlyList<QueueMember> Members { get; init; } = [];
}

/// <summary>The optional settings of a queue; timeouts in seconds.</summary>
public sealed record QueueSettings
{
    public required int OfferTimeout { get; init; }

    public required string OfferingAlgorithm { get; init; }

    public required string MemberListType { get; init; }

    /// <summary>Contact endpoints by channel.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Usages { get; init; }

    public required int WrapupTimeout { get; init; }

    public required int Priority { get; init; }

    public required bool OfferAbandonedConversations { get; init; }

    public required bool IsPreferredAgentEnabled { get; init; }

    public IReadOnlyDictionary<string, int>? PreferredAgentTimeouts { get; init; }

    public required int PreferredAgentOfflineTimeout { get; init; }

    public required int PersonalAgentOfflineTimeout { get; init; }

    public required bool IsRestricted { get; init; }
}

public sealed record QueueMember(Guid AgentId, int? Priority);
