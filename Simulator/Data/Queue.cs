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
