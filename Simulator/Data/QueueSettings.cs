namespace Dixa.Simulator.Data;

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
