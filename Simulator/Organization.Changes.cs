using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator;

/// <summary>What may happen to the organisation while it is read.</summary>
public sealed partial class Organization
{
    /// <summary>Adds a conversation with messages between its creation and its update; without an id it gets the next one.</summary>
    public Conversation AddConversation(
        DateTimeOffset createdAt, DateTimeOffset? updatedAt = null, long? id = null, DateTimeOffset? visibleAt = null)
    {
        lock (_gate)
        {
            var createdAtMs = createdAt.ToUnixTimeMilliseconds();
            var updatedAtMs = (updatedAt ?? createdAt).ToUnixTimeMilliseconds();
            var conversation = _generator.Generate(_workspace, id ?? (_lastId + 1), createdAtMs, Math.Max(createdAtMs, updatedAtMs)) with
            {
                UpdatedAtMs = updatedAtMs,
                VisibleAtMs = visibleAt?.ToUnixTimeMilliseconds(),
            };
            Put(conversation);
            return conversation;
        }
    }

    /// <summary>Moves a conversation's update time; until an optional moment the API shows it as it was.</summary>
    public Conversation UpdateConversation(long id, DateTimeOffset updatedAt, DateTimeOffset? visibleAt = null)
    {
        lock (_gate)
        {
            var earlier = _conversations[id];
            var conversation = earlier with
            {
                UpdatedAtMs = updatedAt.ToUnixTimeMilliseconds(),
                VisibleAtMs = visibleAt?.ToUnixTimeMilliseconds(),
                Earlier = visibleAt is null ? null : earlier,
            };
            Put(conversation);
            return conversation;
        }
    }

    public Conversation AnonymizeConversation(long id, DateTimeOffset at)
    {
        lock (_gate)
        {
            var conversation = _conversations[id].Anonymize(at.ToUnixTimeMilliseconds());
            Put(conversation);
            return conversation;
        }
    }

    /// <summary>Takes a conversation and its messages away, or out of the Dixa API's sight only; whether there was one.</summary>
    public bool RemoveConversation(long id, bool keepsExportRows = false)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(id, out var conversation))
            {
                return false;
            }

            if (keepsExportRows)
            {
                Put(conversation with { IsOnlyExported = true });
                return true;
            }

            _links.Remove(conversation);
            return _conversations.Remove(id);
        }
    }

    /// <summary>Makes a conversation the child of another one; the update times of both follow.</summary>
    public ConversationLink LinkConversations(long parentId, long childId, DateTimeOffset at, LinkKind kind = LinkKind.FollowUp)
    {
        lock (_gate)
        {
            var link = new ConversationLink(parentId, kind, at.ToUnixTimeMilliseconds());
            Put(Touched(_conversations[parentId], link.AtMs));
            Put(Touched(_conversations[childId], link.AtMs) with { Link = link });
            return link;
        }
    }

    /// <summary>Adds a note to a conversation, whose update time follows it.</summary>
    public Note AddNote(long id, DateTimeOffset createdAt, string? text = null)
    {
        lock (_gate)
        {
            var (conversation, random, timeMs) = (_conversations[id], NextSource(), createdAt.ToUnixTimeMilliseconds());
            var note = new Note(
                random.NextId(), conversation.AssigneeId ?? random.Pick(_workspace.Agents.Rows).Id, timeMs, text ?? random.Pick(Phrases.Notes));
            Put(Touched(conversation, timeMs) with { Notes = [.. conversation.Notes.Append(note).OrderBy(each => each.CreatedAtMs)] });
            return note;
        }
    }

    /// <summary>Adds a survey with so many questions, all answered at that moment, to a conversation, whose update time follows them.</summary>
    public IReadOnlyList<Rating> AddRatings(long id, DateTimeOffset ratedAt, int count = 1)
    {
        lock (_gate)
        {
            var (conversation, random, timeMs) = (_conversations[id], NextSource(), ratedAt.ToUnixTimeMilliseconds());
            var surveyId = random.NextId();
            Rating[] added = [.. Enumerable.Range(0, count).Select(_ => RatingGenerator.Give(random, surveyId, timeMs, "en"))];
            Put(Touched(conversation, timeMs) with { Ratings = [.. conversation.Ratings, .. added] });
            return added;
        }
    }

    /// <summary>Adds messages of one moment to a conversation, whose update time follows them.</summary>
    public IReadOnlyList<Message> AddMessages(long id, DateTimeOffset createdAt, int count = 1, DateTimeOffset? visibleAt = null)
    {
        lock (_gate)
        {
            var conversation = _conversations[id];
            var timeMs = createdAt.ToUnixTimeMilliseconds();
            var added = new MessageGenerator(
                    NextSource(), conversation, _workspace.EndUsers.Find(conversation.RequesterId), _workspace.Agents.Find(conversation.AssigneeId))
                .Write([.. Enumerable.Repeat(timeMs, count)])
                .Select(message => message with { VisibleAtMs = visibleAt?.ToUnixTimeMilliseconds() })
                .ToArray();
            Put(Touched(conversation, timeMs) with
            {
                Messages = [.. conversation.Messages.Concat(added).OrderBy(message => message.CreatedAtMs)],
            });
            return added;
        }
    }

    /// <summary>Lets a little time go by: new conversations, activity in old ones and in the settings, all stamped now.</summary>
    public ChangeSummary Change(DateTimeOffset now, int conversations = 20)
    {
        lock (_gate)
        {
            return new ChangeGenerator(this, NextSource()).Change(now, conversations);
        }
    }

    private static Conversation Touched(Conversation conversation, long atMs) =>
        conversation with { UpdatedAtMs = Math.Max(conversation.UpdatedAtMs, atMs) };

    private RandomSource NextSource() => new(Seed, --_draws);
}
