namespace Dixa.Warehouse.Webhooks;

/// <summary>Counts the requests to the Exports API over all runs of this process, so that they keep the limit together: each run's source knows only its own. Any thread may ask.</summary>
/// <remarks>
/// Dixa counts in a sliding minute, by arrival. When a request of a run arrived is not known, only that it was before the run ended: so
/// all of them count until a minute after that. Whether both exports share the limit is unknown, and they are taken to.
/// </remarks>
/// <param name="perMinute">The limit: the source's own setting.</param>
public sealed class ExportsBudget(int perMinute)
{
    public const int DefaultPerMinute = 10;

    /// <summary>A minute, and what clocks may differ by over it.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(100);

    private readonly Queue<(DateTimeOffset At, int Requests)> _spent = new();
    private readonly Lock _gate = new();

    public int PerMinute { get; } = perMinute;

    /// <summary>What runs that events wake may take of it. A fifth is left for others: the scheduled run, a check, another program.</summary>
    public int Share { get; } = Math.Max(1, perMinute - ((perMinute + 4) / 5));

    /// <summary>Notes the requests of a run that ended then.</summary>
    public void Spend(DateTimeOffset at, long requests)
    {
        lock (_gate)
        {
            _spent.Enqueue((at, (int)Math.Min(requests, PerMinute)));
        }
    }

    /// <summary>How many requests Dixa may still count at a time.</summary>
    public int Used(DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_spent.TryPeek(out var oldest) && oldest.At + Span <= now)
            {
                _spent.Dequeue();
            }

            return _spent.Sum(each => each.Requests);
        }
    }

    /// <summary>When so many more requests fit under a limit. More than the limit fit when none is counted any more: the source spreads them.</summary>
    /// <param name="limit">The whole of it, or <see cref="Share"/>.</param>
    public DateTimeOffset FreeAt(DateTimeOffset now, int requests, int limit)
    {
        lock (_gate)
        {
            var left = Used(now) + Math.Min(requests, limit) - limit;
            var free = now;
            foreach (var (at, count) in _spent)
            {
                if (left <= 0)
                {
                    break;
                }

                (free, left) = (at + Span, left - count);
            }

            return free;
        }
    }
}
