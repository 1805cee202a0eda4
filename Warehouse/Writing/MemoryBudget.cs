namespace Dixa.Warehouse.Writing;

/// <summary>Bounds the memory that waiting records take: whoever adds waits for the database, or moves records to a file.</summary>
public sealed class MemoryBudget(long limit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _changed = new();
    private long _used;
    private long _sealed;

    public bool IsExceeded
    {
        get
        {
            lock (_gate)
            {
                return _used > limit;
            }
        }
    }

    public void Take(long bytes)
    {
        lock (_gate)
        {
            _used += bytes;
        }
    }

    /// <summary>So much of what was taken is on its way to the database, which will give it back.</summary>
    public void Hand(long bytes)
    {
        lock (_gate)
        {
            _sealed += bytes;
        }
    }

    /// <summary>Gives back what the database has.</summary>
    public void Return(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            _sealed -= bytes;
            _changed.Set();
        }
    }

    /// <summary>Gives back what was moved to a file.</summary>
    public void Free(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
        }
    }

    /// <summary>Waits while the memory is exceeded and the database is about to give some back; whether it is exceeded still.</summary>
    public bool Wait(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_used <= limit || _sealed == 0)
                {
                    return _used > limit;
                }

                _changed.Reset();
            }

            _changed.Wait(cancellationToken);
        }
    }

    public void Dispose() => _changed.Dispose();
}
