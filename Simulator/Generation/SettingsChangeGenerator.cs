using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws what changes in the lists that hang together with others.</summary>
public sealed class SettingsChangeGenerator(Organization organization, RandomSource random, DateTimeOffset now)
{
    private Workspace Workspace => organization.Workspace;

    /// <summary>Gives the requester of one of these conversations other custom attributes.</summary>
    public Guid? ChangeRequester(IReadOnlyList<long> conversations)
    {
        if (conversations is [] || Workspace.EndUsers.Find(organization.Find(random.Pick(conversations))?.RequesterId) is not { } user)
        {
            return null;
        }

        var changed = user with { CustomFields = AttributeGenerator.Values(random, Workspace.ContactAttributes.Rows, 0.8) };
        organization.Edit(workspace => workspace with { EndUsers = workspace.EndUsers.With(changed) });
        return user.Id;
    }

    /// <summary>Somebody joins or leaves.</summary>
    public Guid ChangeTeam()
    {
        var (team, agentId) = (random.Pick(Workspace.Teams.Rows), random.Pick(Workspace.Agents.Rows).Id);
        var changed = team with
        {
            MemberIds = team.MemberIds.Contains(agentId) ? [.. team.MemberIds.Where(id => id != agentId)] : [.. team.MemberIds, agentId],
        };
        organization.Edit(workspace => workspace with { Teams = workspace.Teams.With(changed) });
        return team.Id;
    }

    public Guid ChangeQueueMembers()
    {
        var queue = random.Pick(Workspace.Queues.Rows);
        var changed = queue with { Members = MembershipGenerator.Queue(random, Workspace.Agents.Rows) };
        organization.Edit(workspace => workspace with { Queues = workspace.Queues.With(changed) });
        return queue.Id;
    }

    public Guid EditTemplate()
    {
        var edited = TemplateGenerator.Edit(random, random.Pick(Workspace.Templates.Rows), Workspace.Agents.Rows, now);
        organization.Edit(workspace => workspace with { Templates = workspace.Templates.With(edited) });
        return edited.Id;
    }

    public Guid EditArticle()
    {
        var edited = KnowledgeGenerator.Edit(random, random.Pick(Workspace.Articles.Rows), random.Pick(Workspace.Agents.Rows).Id, now);
        organization.Edit(workspace => workspace with { Articles = workspace.Articles.With(edited) });
        return edited.Id;
    }
}
