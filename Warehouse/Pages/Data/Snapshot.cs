using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Pages.Data;

/// <summary>What the views knew at one moment: all that a page is made of.</summary>
public sealed class Snapshot
{
    public required Freshness Freshness { get; init; }

    public required WallClock Clock { get; init; }

    public Conversations Conversations { get; } = new();

    /// <summary>From when to when conversations were open.</summary>
    public Spans Spans { get; } = new();

    /// <summary>Questions for satisfaction, as stars or numbers from 1 to 5.</summary>
    public Ratings Ratings { get; } = new();

    public Assignments Assignments { get; } = new();

    public Tags Tags { get; } = new();

    /// <summary>Identifiers of queues.</summary>
    public NameList Queues { get; } = new();

    public Dictionary<string, string> QueueNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Identifiers of agents.</summary>
    public NameList Agents { get; } = new();

    public Dictionary<string, AgentName> AgentNames { get; } = new(StringComparer.Ordinal);

    public NameList Channels { get; } = new();

    public NameList Directions { get; } = new();

    public NameList TagNames { get; } = new();

    public int Today => Freshness.AsOfDay;

    public string QueueName(int queue) => Queues[queue] is not { } id ? "No queue" : QueueNames.GetValueOrDefault(id) ?? id;

    public string AgentName(int agent) => Agents[agent] is not { } id ? "Nobody" : AgentNames.GetValueOrDefault(id)?.Name ?? id;

    public string? TeamOf(int agent) => Agents[agent] is { } id ? AgentNames.GetValueOrDefault(id)?.Team : null;

    public void Trim()
    {
        Conversations.Trim();
        Spans.Trim();
        Ratings.Trim();
        Assignments.Trim();
        Tags.Trim();
    }
}

/// <summary>An agent as people call them.</summary>
public sealed record AgentName(string? Name, string? Team);

/// <summary>Of which moment the numbers are, and how the last run went.</summary>
/// <param name="AsOfMs">Epoch milliseconds, UTC.</param>
/// <param name="BusinessHours">The name of the schedule that counts; null for none.</param>
public sealed record Freshness(long AsOfMs, int AsOfDay, int FirstDay, string TimeZone, string? BusinessHours, bool HasMessages, bool HasActivities, LastRun? LastRun)
{
    private readonly string? _version;

    /// <summary>The name of this state: another one is another page.</summary>
    public string Version
    {
        get => _version ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{AsOfMs:x}-{LastRun?.EndedAt.ToUnixTimeMilliseconds() ?? 0:x}");
        init => _version = value;
    }
}

/// <summary>Spans in which conversations were open. Days as in <see cref="Data.Conversations"/>.</summary>
public sealed class Spans
{
    /// <summary>The conversation's row.</summary>
    public Column<int> Row { get; } = new();

    public Column<ushort> Begins { get; } = new();

    /// <summary>0 while it is open.</summary>
    public Column<ushort> Ends { get; } = new();

    /// <summary>Whether it began with a reopening.</summary>
    public Column<bool> IsReopened { get; } = new();

    public int Count => Row.Count;

    public void Trim()
    {
        Row.Trim();
        Begins.Trim();
        Ends.Trim();
        IsReopened.Trim();
    }
}

/// <summary>Customers who were asked how it was.</summary>
public sealed class Ratings
{
    public Column<int> Row { get; } = new();

    public Column<ushort> Day { get; } = new();

    /// <summary>From 1 to 5; -1 where nothing was answered.</summary>
    public Column<sbyte> Score { get; } = new();

    public int Count => Row.Count;

    public void Trim()
    {
        Row.Trim();
        Day.Trim();
        Score.Trim();
    }
}

/// <summary>Conversations that were given to agents.</summary>
public sealed class Assignments
{
    public Column<int> Row { get; } = new();

    public Column<ushort> Day { get; } = new();

    public Column<ushort> Agent { get; } = new();

    public int Count => Row.Count;

    public void Trim()
    {
        Row.Trim();
        Day.Trim();
        Agent.Trim();
    }
}

/// <summary>Tags of conversations.</summary>
public sealed class Tags
{
    public Column<int> Row { get; } = new();

    public Column<int> Name { get; } = new();

    public int Count => Row.Count;

    public void Trim()
    {
        Row.Trim();
        Name.Trim();
    }
}
