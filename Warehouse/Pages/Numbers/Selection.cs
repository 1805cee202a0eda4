using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>The conversations that the filters let through.</summary>
public sealed class Selection
{
    private readonly Conversations _all;
    private readonly bool[]? _queues;
    private readonly bool[]? _channels;
    private readonly bool[]? _directions;
    private readonly bool[]? _agents;

    /// <summary>By row: each is asked for several times.</summary>
    private readonly bool[] _rows;

    public Selection(Snapshot snapshot, PageQuery query)
    {
        _all = snapshot.Conversations;
        _queues = Of(snapshot.Queues, query.Queue);
        _channels = Of(snapshot.Channels, query.Channel);
        _directions = Of(snapshot.Directions, query.Direction);
        _agents = query.Agent is null && query.Team is null ? null : [.. Enumerable.Range(0, snapshot.Agents.Count)
            .Select(agent => (query.Agent is null || (snapshot.Agents[agent] ?? PageQuery.None) == query.Agent) && (query.Team is null || (snapshot.TeamOf(agent) ?? PageQuery.None) == query.Team))];
        _rows = new bool[_all.Count];
        for (var row = 0; row < _rows.Length; row++)
        {
            _rows[row] = HasButAgent(row) && HasAgent(_all.Agent[row]);
        }
    }

    /// <summary>Whether agents count that are not those of the filter.</summary>
    public bool HasAgent(int agent) => _agents is null || _agents[agent];

    public bool Has(int row) => _rows[row];

    /// <summary>Whether a conversation passes the filters but those for agents and teams.</summary>
    public bool HasButAgent(int row) =>
        (_queues is null || _queues[_all.Queue[row]]) && (_channels is null || _channels[_all.Channel[row]]) && (_directions is null || _directions[_all.Direction[row]]);

    private static bool[]? Of(NameList names, string? wanted) => wanted is null ? null : [.. Enumerable.Range(0, names.Count).Select(number => (names[number] ?? PageQuery.None) == wanted)];
}
