namespace Dixa.Warehouse.Webhooks;

/// <summary>Keeps what has rung until a run has read it. Events ring from any thread; one thread runs.</summary>
public sealed class Bell(IBellMetrics metrics, TimeProvider time) : IBell, IDisposable
{
    /// <summary>What is kept at most. During a first sync of hours more may ring; one run reads it all the same.</summary>
    private const int MostKept = 1 << 16;

    private readonly Lock _gate = new();
    private readonly List<HeardEvent> _heard = [];
    private readonly AutoResetEvent _rang = new(false);

    /// <summary>Set when an event has rung and none waited before.</summary>
    public WaitHandle Rang => _rang;

    /// <summary>Since when an event waits; null if none does.</summary>
    public DateTimeOffset? WaitingSince
    {
        get
        {
            lock (_gate)
            {
                return _heard.Count == 0 ? null : _heard[0].RangAt;
            }
        }
    }

    /// <summary>The streams that events that wait can have changed.</summary>
    public IReadOnlySet<string> Streams
    {
        get
        {
            lock (_gate)
            {
                return _heard.Select(each => each.Streams).Distinct().SelectMany(streams => streams).ToHashSet();
            }
        }
    }

    public void Ring(string eventFqn, DateTimeOffset eventTimestamp)
    {
        var streams = EventStreams.Of(eventFqn);
        if (streams.Count == 0)
        {
            metrics.Rang(RingOutcome.Silent);
            return;
        }

        var heard = new HeardEvent(streams, EventStreams.WitnessOf(eventFqn), eventTimestamp, time.GetUtcNow(), 0);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _heard.Count == 0;
            Keep(heard);
        }

        metrics.Rang(isFirst ? RingOutcome.Woke : RingOutcome.Joined);
        if (isFirst)
        {
            _rang.Set();
        }
    }

    /// <summary>Takes everything that waits, for a run that begins now. What rings from here on waits for the next one.</summary>
    public IReadOnlyList<HeardEvent> Take()
    {
        lock (_gate)
        {
            HeardEvent[] taken = [.. _heard];
            _heard.Clear();
            return taken;
        }
    }

    /// <summary>Tells what became of the events that a run took. Those whose rows were not there yet wait for another run, a few times.</summary>
    public void Settle(IReadOnlyList<HeardEvent> taken, RunReading reading)
    {
        var now = time.GetUtcNow();
        foreach (var heard in taken)
        {
            var found = reading.Finds(heard);
            if (found == Finding.Missing && heard.Reads < BellPace.Repeats)
            {
                metrics.Rang(RingOutcome.Repeated);
                lock (_gate)
                {
                    Keep(heard with { Reads = heard.Reads + 1, RangAt = now });
                }
            }
            else
            {
                metrics.Settled(found, now - heard.At);
            }
        }
    }

    public void Dispose() => _rang.Dispose();

    /// <summary>Of too many the latest stand for all.</summary>
    private void Keep(HeardEvent heard)
    {
        if (_heard.Count < MostKept)
        {
            _heard.Add(heard);
        }
        else
        {
            _heard[^1] = heard;
        }
    }
}
