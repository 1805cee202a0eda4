using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Agents and end users as asked for: all of them, or those found by one of the filters.</summary>
public static class PersonFilter
{
    public static IReadOnlyList<Agent> Agents(ApiCall call)
    {
        var agents = call.Organization.Workspace.Agents.Rows;
        return OneOf(call, "email", "phone") switch
        {
            ("email", var email) => [.. agents.Where(agent => Has(email, agent.Email, agent.AdditionalEmails))],
            ("phone", var phone) => [.. agents.Where(agent => Has(phone, agent.PhoneNumber, agent.AdditionalPhoneNumbers))],
            _ => agents,
        };
    }

    public static IReadOnlyList<EndUser> EndUsers(ApiCall call)
    {
        var users = call.Organization.Workspace.EndUsers.Rows;
        return OneOf(call, "email", "phone", "externalId") switch
        {
            ("email", var email) => [.. users.Where(user => Has(email, user.Email, user.AdditionalEmails))],
            ("phone", var phone) => [.. users.Where(user => Has(phone, user.PhoneNumber, user.AdditionalPhoneNumbers))],
            ("externalId", var externalId) => [.. users.Where(user => user.ExternalId == externalId)],
            _ => users,
        };
    }

    private static (string Name, string Value) OneOf(ApiCall call, params ReadOnlySpan<string> names)
    {
        var given = new List<string>();
        foreach (var name in names)
        {
            if (call.Query.ContainsKey(name))
            {
                given.Add(name);
            }
        }

        return given switch
        {
            [] => ("", ""),
            [var name] => (name, call.Query[name].ToString()),
            _ => throw new RefusalException(StatusCodes.Status400BadRequest, "Cannot provide more than one filter"),
        };
    }

    private static bool Has(string wanted, string? main, IReadOnlyList<string>? others) =>
        string.Equals(main, wanted, StringComparison.OrdinalIgnoreCase) || (others?.Contains(wanted, StringComparer.OrdinalIgnoreCase) ?? false);
}

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
