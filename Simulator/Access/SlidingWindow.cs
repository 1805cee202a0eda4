namespace Dixa.Simulator.Access;

/// <summary>At most so many arrivals in any minute.</summary>
public sealed class SlidingWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _arrivals = new();

    /// <summary>Zero if one more may come in now, which then counts; else how long until one may.</summary>
    public TimeSpan Take(DateTimeOffset now, int limit)
    {
        while (_arrivals.TryPeek(out var oldest) && oldest + Length <= now)
        {
            _arrivals.Dequeue();
        }

        if (_arrivals.Count < limit)
        {
            _arrivals.Enqueue(now);
            return TimeSpan.Zero;
        }

        return _arrivals.TryPeek(out var first) ? first + Length - now : Length;
    }
}
