using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator;

/// <summary>The organisation behind both APIs; readers get immutable rows, so that it may change while they are written out.</summary>
public sealed partial class Organization
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Conversation> _conversations = [];
    private readonly LinkIndex _links = new();
    private readonly ConversationGenerator _generator;
    private Workspace _workspace;
    private long _lastId;
    private int _draws;

    public Organization(Workspace workspace, IEnumerable<Conversation> conversations, ulong seed)
    {
        _workspace = workspace;
        _generator = new ConversationGenerator(seed);
        Seed = seed;
        foreach (var conversation in conversations)
        {
            Put(conversation);
        }
    }

    /// <summary>Called for each conversation that is put in, with the version before, if there was one. It must return at once.</summary>
    public Action<Conversation?, Conversation>? Changed { get; set; }

    /// <summary>What everything was drawn from, and what is told of a conversation besides is drawn from.</summary>
    public ulong Seed { get; }

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

    /// <summary>The conversations that were made out of this one, by id.</summary>
    public IReadOnlyList<Conversation> FindLinked(long parentId)
    {
        lock (_gate)
        {
            return [.. _links.ChildrenOf(parentId).Select(id => _conversations[id])];
        }
    }

    /// <summary>Puts a conversation in, in place of the one with its id if there is one.</summary>
    public void Put(Conversation conversation)
    {
        lock (_gate)
        {
            if (_conversations.TryGetValue(conversation.Id, out var earlier))
            {
                _links.Remove(earlier);
            }

            _conversations[conversation.Id] = conversation;
            _links.Add(conversation);
            _lastId = Math.Max(_lastId, conversation.Id);
            Changed?.Invoke(earlier, conversation);
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
}
