namespace Dixa.Warehouse.Writing;

/// <summary>Units on their way to the database, in the order of their messages.</summary>
/// <param name="stageBytes">How many bytes are worth staging while a transaction is under way; null where nothing is staged.</param>
public sealed class CommitQueue(Func<long?> stageBytes)
{
    private readonly Queue<CommitUnit> _units = [];
    private readonly object _gate = new();
    private long _bytes;
    private bool _isComplete;

    /// <summary>Whether more is wanted before it is worth staging.</summary>
    public bool WantsMore
    {
        get
        {
            lock (_gate)
            {
                return _bytes < stageBytes();
            }
        }
    }

    public void Add(CommitUnit unit)
    {
        lock (_gate)
        {
            _units.Enqueue(unit);
            _bytes += unit.Bytes;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more will be added.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes all that is there, up to so many bytes, and at least one unit; waits for it. Empty at the end.</summary>
    /// <remarks>While a transaction is under way the next units gather, so a state every few records is no transaction for each.</remarks>
    public List<CommitUnit> Take(long mostBytes)
    {
        lock (_gate)
        {
            while (_units.Count == 0 && !_isComplete)
            {
                Monitor.Wait(_gate);
            }

            var taken = new List<CommitUnit>();
            for (long bytes = 0; _units.TryPeek(out var next) && (taken.Count == 0 || bytes + next.Bytes <= mostBytes); bytes += next.Bytes)
            {
                taken.Add(_units.Dequeue());
                _bytes -= next.Bytes;
            }

            return taken;
        }
    }

    /// <summary>Waits until there is enough to be staged, or the transaction under way has ended; whether it goes on.</summary>
    public bool WaitForEnough(Task committing)
    {
        if (committing.IsCompleted)
        {
            return false;
        }

        // Asynchronously: a continuation that ran at once would hold whoever ends the task.
        _ = committing.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        lock (_gate)
        {
            // Nothing is enough where nothing is staged: no number is as large as null.
            while (!(_bytes >= stageBytes()) && !committing.IsCompleted)
            {
                Monitor.Wait(_gate);
            }

            return !committing.IsCompleted;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
