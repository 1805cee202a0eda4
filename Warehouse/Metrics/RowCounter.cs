using Dixa.Warehouse.Writing;

namespace Dixa.Warehouse.Metrics;

/// <summary>Records that were committed, by stream: those of runs that have ended, and of the one that goes on.</summary>
public sealed class RowCounter(string name, string help) : IMetric
{
    private readonly Counter _counter = new(name, help, "stream");
    private readonly Dictionary<StreamIntake, long> _counted = [];
    private readonly Lock _gate = new();

    /// <summary>Counts what these streams commit, until what is returned is disposed of.</summary>
    public IDisposable Follow(IReadOnlyList<StreamIntake> streams)
    {
        lock (_gate)
        {
            foreach (var stream in streams)
            {
                _counted[stream] = 0;
            }
        }

        return new Following(this, streams);
    }

    /// <summary>The number of a stream so far.</summary>
    public long Value(string stream)
    {
        Count();
        return _counter.Value(stream);
    }

    public void WriteTo(TextWriter text)
    {
        Count();
        _counter.WriteTo(text);
    }

    private void Count()
    {
        lock (_gate)
        {
            foreach (var (stream, before) in _counted.ToList())
            {
                var now = stream.Committed;
                _counted[stream] = now;
                _counter.Add(now - before, stream.Table.Stream.ToString());
            }
        }
    }

    private void Forget(IReadOnlyList<StreamIntake> streams)
    {
        lock (_gate)
        {
            Count();
            foreach (var stream in streams)
            {
                _counted.Remove(stream);
            }
        }
    }

    private sealed class Following(RowCounter counter, IReadOnlyList<StreamIntake> streams) : IDisposable
    {
        public void Dispose() => counter.Forget(streams);
    }
}
