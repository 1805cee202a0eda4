using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator;

/// <summary>Finds the conversations that were made out of one.</summary>
public sealed class LinkIndex
{
    private readonly Dictionary<long, ImmutableSortedSet<long>> _children = [];

    /// <summary>Their ids, ascending.</summary>
    public IReadOnlyList<long> ChildrenOf(long parentId) => _children.GetValueOrDefault(parentId, []);

    public void Add(Conversation conversation)
    {
        if (conversation.Link is { UndoneAtMs: null } link)
        {
            _children[link.ParentId] = _children.GetValueOrDefault(link.ParentId, []).Add(conversation.Id);
        }
    }

    public void Remove(Conversation conversation)
    {
        if (conversation.Link is { } link && _children.TryGetValue(link.ParentId, out var children))
        {
            _children[link.ParentId] = children.Remove(conversation.Id);
        }
    }
}
