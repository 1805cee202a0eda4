using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi;

/// <summary>The people that a path names, alone or as members of something; null where it names nothing.</summary>
public static class PeopleSelection
{
    public static EndUserRow? EndUser(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        return workspace.EndUsers.Find(PathParameter.Id(call, "userId")) is { } user ? new EndUserRow(user, workspace.ContactAttributes) : null;
    }

    public static IEnumerable<TeamMemberRow>? TeamMembers(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        return workspace.Teams.Find(PathParameter.Id(call, "teamId"))?.MemberIds.Select(id => new TeamMemberRow(id, workspace.Agents.Find(id)));
    }

    public static IEnumerable<QueueMember>? QueueMembers(ApiCall call) =>
        call.Organization.Workspace.Queues.Find(PathParameter.Id(call, "queueId"))?.Members;

    /// <summary>What every agent is doing now.</summary>
    public static IEnumerable<Presence> Presences(ApiCall call)
    {
        var (seed, now) = (call.Organization.Seed, call.Time.GetUtcNow());
        return call.Organization.Workspace.Agents.Rows.Select(agent => PresenceGenerator.Draw(seed, agent.Id, now));
    }
}
