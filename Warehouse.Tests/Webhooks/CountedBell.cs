namespace Dixa.Warehouse.Webhooks;

/// <summary>Keeps what is counted.</summary>
public sealed class CountedBell : IBellMetrics
{
    private readonly Lock _gate = new();
    private readonly List<RingOutcome> _rings = [];
    private readonly List<(Finding, TimeSpan)> _findings = [];
    private readonly List<string> _runs = [];

    public IReadOnlyList<RingOutcome> Rings => Copy(_rings);

    public IReadOnlyList<(Finding Finding, TimeSpan Delay)> Findings => Copy(_findings);

    /// <summary>What began each run, and how it ended.</summary>
    public IReadOnlyList<string> Runs => Copy(_runs);

    public void Rang(RingOutcome outcome) => Add(_rings, outcome);

    public void Settled(Finding finding, TimeSpan delay) => Add(_findings, (finding, delay));

    public void RunEnded(string beganBy, string status, TimeSpan took, long records, long? requests, long? rateLimited) => Add(_runs, $"{beganBy} {status}");

    public void ExportsLeft(int requests)
    {
    }

    private void Add<T>(List<T> list, T entry)
    {
        lock (_gate)
        {
            list.Add(entry);
        }
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
