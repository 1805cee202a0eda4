using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Something that happens to the organisation.</summary>
/// <param name="Place">Where it happens, from 0 to 1: which conversation, which day.</param>
/// <param name="Lateness">How much of the lookback before now it is stamped.</param>
/// <param name="Delay">How much of the lookback after now it is shown; with the lateness less than 1.</param>
public sealed record Change(ChangeKind Kind, double Place, double Lateness = 0, double Delay = 0)
{
    public override string ToString() => $"{Kind}{(Delay > 0 ? " late" : "")}";

    /// <summary>Lets it happen.</summary>
    /// <param name="seam">A seam of the windows of the first sync.</param>
    /// <returns>The conversations that are others now.</returns>
    public IReadOnlyList<long> Apply(Organization organization, DateTimeOffset now, TimeSpan lookback, Func<double, DateTimeOffset> seam)
    {
        // Without a lookback nothing can be late, and a stamp must not lie before the end of a sync that runs at this moment.
        var at = lookback == TimeSpan.Zero ? now.AddMinutes(2 + (10 * Lateness)) : now - (lookback * Lateness);
        at = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var visibleAt = lookback == TimeSpan.Zero || Delay == 0 ? (DateTimeOffset?)null : now + (lookback * Delay);
        switch (Kind)
        {
            case ChangeKind.Add:
                return [organization.AddConversation(at, at, visibleAt: visibleAt).Id];
            case ChangeKind.AddFuture:
                return [organization.AddConversation(now, now.AddHours(48 * Place)).Id];
            case ChangeKind.AddDefective:
                return [AddDefective(organization, at)];
            case ChangeKind.AddBurst:
                var day = seam(Place).AddMinutes(777.77);
                return [.. Enumerable.Range(0, 40).Select(_ => organization.AddConversation(day, day).Id)];
            case ChangeKind.AddOnSeam:
                return [.. Enumerable.Range(-1, 3).Select(offset => seam(Place).AddMilliseconds(offset)).Select(time => organization.AddConversation(time, time).Id)];
            case ChangeKind.AddEndUser:
                organization.Edit(workspace => workspace with
                {
                    EndUsers = workspace.EndUsers.With(PeopleGenerator.EndUser(Source(organization), now, workspace.EndUsers.Rows.Count + 1)),
                });
                return [];
            case ChangeKind.AddAgent:
                organization.Edit(workspace => workspace with
                {
                    Agents = workspace.Agents.With(PeopleGenerator.Agent(Source(organization), now, workspace.Agents.Rows.Count + 1)),
                });
                return [];
            case ChangeKind.AddTeamMember:
                AddTeamMember(organization);
                return [];
            default:
                return Pick(organization, at) is { } conversation ? Alter(organization, conversation, at, visibleAt) : [];
        }
    }

    private IReadOnlyList<long> Alter(Organization organization, Conversation conversation, DateTimeOffset at, DateTimeOffset? visibleAt)
    {
        var id = conversation.Id;
        switch (Kind)
        {
            case ChangeKind.Update:
                organization.UpdateConversation(id, at, visibleAt);
                break;
            case ChangeKind.Anonymize:
                organization.AnonymizeConversation(id, at);
                break;
            case ChangeKind.AddMessages:
                organization.AddMessages(id, at, 2, visibleAt);
                break;
            case ChangeKind.AddMessageBurst:
                organization.AddMessages(id, at, 60);
                break;
            case ChangeKind.AddNote:
                organization.AddNote(id, at);
                break;
            case ChangeKind.AddRatings:
                organization.AddRatings(id, at, 2);
                break;
            case ChangeKind.Delete:
                organization.RemoveConversation(id, keepsExportRows: true);
                break;
            case ChangeKind.Link when organization.Conversations.Where(other => other.Id != id && other.Link is null && IsFree(other, at)).MinBy(other => other.Id) is { } child:
                organization.LinkConversations(id, child.Id, at);
                return [id, child.Id];
            case ChangeKind.ChangeRequester:
                organization.Edit(workspace => workspace.EndUsers.Find(conversation.RequesterId) is { } user
                    ? workspace with
                    {
                        EndUsers = workspace.EndUsers.With(user with
                        {
                            CustomFields = AttributeGenerator.Values(Source(organization), workspace.ContactAttributes.Rows, 0.8),
                        }),
                    }
                    : workspace);
                organization.UpdateConversation(id, at);
                break;
            default:
                return [];
        }

        return [id];
    }

    /// <summary>A conversation that stands there and is not about to change.</summary>
    private Conversation? Pick(Organization organization, DateTimeOffset at)
    {
        var free = organization.Conversations.Where(each => IsFree(each, at)).OrderBy(each => each.Id).ToList();
        return free.Count == 0 ? null : free[(int)(Place * (free.Count - 1))];
    }

    private static bool IsFree(Conversation conversation, DateTimeOffset at) =>
        conversation.AnonymizedAtMs is null
        && conversation.CursorDefect == CursorDefect.None
        && !conversation.IsOnlyExported
        && conversation.VisibleAtMs is null
        && conversation.UpdatedAtMs < at.ToUnixTimeMilliseconds();

    private long AddDefective(Organization organization, DateTimeOffset at)
    {
        var defect = (CursorDefect)(1 + (int)(Place * (Enum.GetValues<CursorDefect>().Length - 1.01)));
        var conversation = organization.AddConversation(at, at);
        organization.Put(conversation with
        {
            CursorDefect = defect,
            Messages = [.. conversation.Messages.Select(message => message with { CursorDefect = defect })],
        });
        return conversation.Id;
    }

    private void AddTeamMember(Organization organization)
    {
        var workspace = organization.Workspace;
        var team = workspace.Teams.Rows[(int)(Place * (workspace.Teams.Rows.Count - 1))];
        var joining = workspace.Agents.Rows.FirstOrDefault(agent => !team.MemberIds.Contains(agent.Id));
        if (joining is not null)
        {
            organization.Edit(current => current with { Teams = current.Teams.With(team with { MemberIds = [.. team.MemberIds, joining.Id] }) });
        }
    }

    private RandomSource Source(Organization organization) => RandomSource.Aside(organization.Seed, (long)(Place * 1e9));
}
