using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws what happens in an organisation while a connector isn't looking.</summary>
public sealed class ChangeGenerator(Organization organization, RandomSource random)
{
    public ChangeSummary Change(DateTimeOffset now, int conversations)
    {
        var updated = Touch(now, conversations / 2);
        var anonymized = Anonymize(now, updated);
        var added = Enumerable.Range(0, conversations).Select(_ => organization.AddConversation(now).Id).ToArray();
        var settings = new SettingsChangeGenerator(organization, random, now);
        return new ChangeSummary
        {
            AddedConversations = added,
            UpdatedConversations = updated,
            AnonymizedConversation = anonymized,
            AddedEndUser = AddEndUser(now),
            AddedAgent = AddAgent(now),
            RenamedQueue = RenameQueue(),
            DeactivatedTag = DeactivateTag(),
            NotedConversations = AddNotes(now, updated),
            LinkedConversation = Link(now, updated, added),
            ChangedEndUser = settings.ChangeRequester(updated),
            ChangedTeam = settings.ChangeTeam(),
            ChangedQueueMembers = settings.ChangeQueueMembers(),
            EditedTemplate = settings.EditTemplate(),
            EditedArticle = settings.EditArticle(),
        };
    }

    private long[] Touch(DateTimeOffset now, int count)
    {
        var touched = Living().Take(count).ToArray();
        foreach (var conversation in touched)
        {
            Touch(conversation, now);
        }

        return [.. touched.Select(conversation => conversation.Id)];
    }

    /// <summary>Conversations that can still change, in a drawn order.</summary>
    private Conversation[] Living()
    {
        var living = organization.Conversations
            .Where(conversation => conversation.AnonymizedAtMs is null && conversation.VisibleAtMs is null)
            .OrderBy(conversation => conversation.Id)
            .ToArray();
        random.Shuffle(living);
        return living;
    }

    private void Touch(Conversation conversation, DateTimeOffset at)
    {
        var atMs = at.ToUnixTimeMilliseconds();
        if (conversation.Status != ConversationStatus.Closed)
        {
            organization.Put(conversation with
            {
                Status = ConversationStatus.Closed,
                ClosedAtMs = atMs,
                TotalDurationMs = atMs - conversation.CreatedAtMs,
                UpdatedAtMs = atMs,
            });
        }
        else if (random.Chance(0.5))
        {
            organization.AddRatings(conversation.Id, at, random.Between(1, 2));
        }
        else
        {
            organization.Put(conversation with
            {
                Status = ConversationStatus.Open,
                Reopenings = [.. conversation.Reopenings, new Reopening(conversation.ClosedAtMs ?? atMs, atMs)],
            });
            organization.AddMessages(conversation.Id, at);
        }
    }

    private long? Anonymize(DateTimeOffset now, IEnumerable<long> except)
    {
        var chosen = Living().ExceptBy(except, conversation => conversation.Id).FirstOrDefault()?.Id;
        return chosen is { } id ? organization.AnonymizeConversation(id, now).Id : null;
    }

    private long[] AddNotes(DateTimeOffset now, IEnumerable<long> conversations)
    {
        long[] noted = [.. random.Some(conversations, 0.4)];
        foreach (var id in noted)
        {
            organization.AddNote(id, now);
        }

        return noted;
    }

    /// <summary>The parent of one of the new conversations.</summary>
    private long? Link(DateTimeOffset now, long[] updated, long[] added)
    {
        if (updated is [] || added is [])
        {
            return null;
        }

        organization.LinkConversations(updated[0], added[0], now);
        return updated[0];
    }

    private Guid AddEndUser(DateTimeOffset now)
    {
        var users = organization.Workspace.EndUsers;
        var user = PeopleGenerator.EndUser(random, now, users.Rows.Count + 1);
        organization.Edit(workspace => workspace with { EndUsers = workspace.EndUsers.With(user) });
        return user.Id;
    }

    private Guid AddAgent(DateTimeOffset now)
    {
        var agent = PeopleGenerator.Agent(random, now, organization.Workspace.Agents.Rows.Count + 1);
        organization.Edit(workspace => workspace with { Agents = workspace.Agents.With(agent) });
        return agent.Id;
    }

    private Guid RenameQueue()
    {
        var queue = random.Pick(organization.Workspace.Queues.Rows);
        var renamed = queue with { Name = $"{queue.Name.Split('#')[0].TrimEnd()} #{random.Below(1_000).ToString(CultureInfo.InvariantCulture)}" };
        organization.Edit(workspace => workspace with { Queues = workspace.Queues.With(renamed) });
        return queue.Id;
    }

    private Guid? DeactivateTag()
    {
        var active = organization.Workspace.Tags.Rows.Where(tag => tag.IsActive).ToArray();
        if (active is [])
        {
            return null;
        }

        var tag = random.Pick(active);
        organization.Edit(workspace => workspace with { Tags = workspace.Tags.With(tag with { IsActive = false }) });
        return tag.Id;
    }
}
