namespace Dixa.Warehouse.Writing;

/// <summary>Units on their way to the database, in the order of their messages.</summary>
public sealed class CommitQueue : IDisposable
{
    private readonly Queue<CommitUnit> _units = [];
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly Lock _gate = new();
    private bool _isComplete;

    public void Add(CommitUnit unit)
    {
        lock (_gate)
        {
            _units.Enqueue(unit);
        }

        _waiting.Release();
    }

    /// <summary>Nothing more will be added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
        }

        _waiting.Release();
    }

    /// <summary>Takes all that is there, up to so many bytes, and at least one unit; waits for it. Empty at the end.</summary>
    /// <remarks>While a transaction is under way the next units gather, so a state every few records is no transaction for each.</remarks>
    public List<CommitUnit> Take(long mostBytes, CancellationToken cancellationToken)
    {
        var taken = new List<CommitUnit>();
        while (true)
        {
            _waiting.Wait(cancellationToken);
            lock (_gate)
            {
                long bytes = 0;
                while (_units.TryPeek(out var next) && (taken.Count == 0 || bytes + next.Bytes <= mostBytes))
                {
                    taken.Add(_units.Dequeue());
                    bytes += next.Bytes;
                }

                if (_units.Count > 0 || _isComplete)
                {
                    _waiting.Release();
                }

                if (taken.Count > 0 || _isComplete)
                {
                    return taken;
                }
            }
        }
    }

    public void Dispose() => _waiting.Dispose();
}
