namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>The figures of a queue or an agent in a period.</summary>
public sealed class GroupFigures
{
    private readonly List<int> _firstResponses = [];
    private readonly List<int> _handlings = [];
    private Percentile? _firstResponse;
    private Percentile? _handling;

    public int Created { get; set; }

    public int Assigned { get; set; }

    public int Closed { get; set; }

    public int Open { get; set; }

    /// <summary>Put into the queue in the period.</summary>
    public int Queued { get; set; }

    /// <summary>Of these, those that were closed without anybody having had them.</summary>
    public int Abandoned { get; set; }

    public Satisfaction Satisfaction { get; } = new();

    public Percentile FirstResponse => _firstResponse ??= Percentile.Of(_firstResponses);

    public Percentile Handling => _handling ??= Percentile.Of(_handlings);

    public bool IsEmpty => Created + Assigned + Closed + Open + Queued + Satisfaction.Offered + _firstResponses.Count == 0;

    /// <param name="seconds">-1 for none.</param>
    public void AddFirstResponse(int seconds) => Add(_firstResponses, seconds);

    /// <param name="seconds">-1 for none.</param>
    public void AddHandling(int seconds) => Add(_handlings, seconds);

    private static void Add(List<int> list, int seconds)
    {
        if (seconds >= 0)
        {
            list.Add(seconds);
        }
    }
}
