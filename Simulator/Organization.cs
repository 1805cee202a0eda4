using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator;

/// <summary>The organisation behind both APIs; readers get immutable rows, so that it may change while they are written out.</summary>
public sealed class Organization
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Conversation> _conversations;
    private readonly ConversationGenerator _generator;
    private readonly ulong _seed;
    private Workspace _workspace;
    private long _lastId;
    private int _draws;

    public Organization(Workspace workspace, IEnumerable<Conversation> conversations, ulong seed)
    {
        _workspace = workspace;
        _conversations = conversations.ToDictionary(conversation => conversation.Id);
        _generator = new ConversationGenerator(seed);
        _seed = seed;
        _lastId = _conversations.Keys.DefaultIfEmpty().Max();
    }

    public Workspace Workspace
    {
        get
        {
            lock (_gate)
            {
                return _workspace;
            }
        }
    }

    /// <summary>All conversations as they stand now, in no particular order, those that the API doesn't show yet among them.</summary>
    public IReadOnlyList<Conversation> Conversations
    {
        get
        {
            lock (_gate)
            {
                return [.. _conversations.Values];
            }
        }
    }

    public Conversation? Find(long id)
    {
        lock (_gate)
        {
            return _conversations.GetValueOrDefault(id);
        }
    }

    /// <summary>Puts a conversation in, in place of the one with its id if there is one.</summary>
    public void Put(Conversation conversation)
    {
        lock (_gate)
        {
            _conversations[conversation.Id] = conversation;
            _lastId = Math.Max(_lastId, conversation.Id);
        }
    }

    /// <summary>Changes agents, queues, tags and the other lists.</summary>
    public void Edit(Func<Workspace, Workspace> change)
    {
        lock (_gate)
        {
            _workspace = change(_workspace);
        }
    }

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

    /// <summary>Takes a conversation and its messages away; whether there was one.</summary>
    public bool RemoveConversation(long id)
    {
        lock (_gate)
        {
            return _conversations.Remove(id);
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
                    new RandomSource(_seed, --_draws), conversation, _workspace.EndUsers.Find(conversation.RequesterId), _workspace.Agents.Find(conversation.AssigneeId))
                .Write([.. Enumerable.Repeat(timeMs, count)])
                .Select(message => message with { VisibleAtMs = visibleAt?.ToUnixTimeMilliseconds() })
                .ToArray();
            Put(conversation with
            {
                Messages = [.. conversation.Messages.Concat(added).OrderBy(message => message.CreatedAtMs)],
                UpdatedAtMs = Math.Max(conversation.UpdatedAtMs, timeMs),
            });
            return added;
        }
    }

    /// <summary>Lets a little time go by: new conversations, activity in old ones and in the settings, all stamped now.</summary>
    public ChangeSummary Change(DateTimeOffset now, int conversations = 20)
    {
        lock (_gate)
        {
            return new ChangeGenerator(this, new RandomSource(_seed, --_draws)).Change(now, conversations);
        }
    }
}
