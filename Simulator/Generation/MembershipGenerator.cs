using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws who is in a team and who serves a queue.</summary>
public static class MembershipGenerator
{
    /// <summary>Some of the agents, after somebody who is no agent any more: of such a member a team knows nothing but the id.</summary>
    public static IReadOnlyList<Guid> Team(RandomSource aside, IReadOnlyList<Agent> agents)
    {
        var former = aside.NextId();
        return [.. aside.Chance(0.5) ? [former] : Array.Empty<Guid>(), .. aside.Some(agents, 0.3).Select(agent => agent.Id)];
    }

    public static IReadOnlyList<QueueMember> Queue(RandomSource aside, IReadOnlyList<Agent> agents) =>
        [.. aside.Some(agents, 0.4).Select(agent => new QueueMember(agent.Id, aside.Chance(0.7) ? aside.Between(1, 10) : null))];
}
