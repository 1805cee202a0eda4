using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws the queues: the first is the default one, the last has only what the API requires.</summary>
public static class QueueGenerator
{
    /// <summary>Trailing spaces do occur in names that people typed.</summary>
    private static readonly string[] QueueNames =
    [
        "Order support", "Germany ", "Billing", "Returns & refunds", "VIP 💎", "Phone DK", "Chat", "Réclamations", "日本語サポート", "Legacy",
    ];

    private static readonly string[] Algorithms =
    [
        "AgentPriorityOneAtATimeRandom", "AllAtOnce", "AgentPriorityLongestIdle", "AgentPriorityAllAtOnce", "LongestIdle", "OneAtATimeRandom",
    ];

    /// <summary>The channels that the Dixa API names as keys of its maps.</summary>
    private static readonly Channel[] Channels = [.. Channel.All.Where(channel => channel.Kind != ChannelKind.Review)];

    public static IEnumerable<Queue> Generate(RandomSource random, Guid organizationId, IReadOnlyDictionary<ChannelKind, IReadOnlyList<string>> contactEndpoints) =>
        QueueNames.Select((name, index) => new Queue(random.NextId(), organizationId, name, IsDefault: index == 0)
        {
            Thresholds = index == QueueNames.Length - 1 ? new Dictionary<string, int>() : Thresholds(random, isWhole: index == 0),
            DoNotOfferTimeouts = Timeouts(random, 0.2),
            IsDoNotOfferEnabled = random.Chance(0.5),
            Settings = index == QueueNames.Length - 1 ? null : Settings(random, contactEndpoints, isWhole: index == 0),
        });

    /// <param name="isWhole">Whether it has every channel with all its endpoints.</param>
    private static QueueSettings Settings(RandomSource random, IReadOnlyDictionary<ChannelKind, IReadOnlyList<string>> contactEndpoints, bool isWhole)
    {
        var prefersAgents = random.Chance(0.5);
        return new QueueSettings
        {
            OfferTimeout = random.Between(10, 60),
            OfferingAlgorithm = random.Pick(Algorithms),
            MemberListType = random.Chance(0.5) ? "Default" : "SkillBased",
            Usages = random.Some(Channels, isWhole ? 1 : 0.3).ToDictionary(
                channel => channel.ApiName, channel => (IReadOnlyList<string>)[.. random.Some(contactEndpoints[channel.Kind], isWhole ? 1 : 0.6)]),
            WrapupTimeout = random.Between(0, 120),
            Priority = random.Between(1, 10),
            OfferAbandonedConversations = random.Chance(0.5),
            IsPreferredAgentEnabled = prefersAgents,
            PreferredAgentTimeouts = prefersAgents ? Timeouts(random, 0.6) : null,
            PreferredAgentOfflineTimeout = random.Between(60, 900),
            PersonalAgentOfflineTimeout = random.Between(60, 900),
            IsRestricted = random.Chance(0.2),
        };
    }

    /// <param name="isWhole">Whether it has the thresholds too that hardly anybody sets.</param>
    private static Dictionary<string, int> Thresholds(RandomSource random, bool isWhole)
    {
        var thresholds = new Dictionary<string, int>
        {
            ["SlaTimeLimit"] = random.Between(30, 600),
            ["SlaPercentage"] = random.Between(70, 99),
            ["WaitingConversations"] = random.Between(5, 40),
        };
        if (isWhole)
        {
            (thresholds["LongestWait"], thresholds["AvailableAgents"]) = (300, 2);
        }

        return thresholds;
    }

    private static Dictionary<string, int> Timeouts(RandomSource random, double probability) =>
        random.Some(Channels, probability).ToDictionary(channel => channel.ApiName, _ => random.Pick([1, 60, 300, 43_200]));
}
