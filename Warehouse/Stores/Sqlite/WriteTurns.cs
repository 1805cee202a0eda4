using System.Collections.Concurrent;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>The order in which this process's connections to one file write: first come, first served.</summary>
/// <remarks>
/// SQLite gives its lock to whoever asks in the right moment, and lets a connection that waits ask again after up to a tenth of a
/// second. So a run that commits one transaction after the other would keep events out for as long as it lasts, and events a run.
/// Programs outside this process still take their chances.
/// </remarks>
public sealed class WriteTurns
{
    private static readonly ConcurrentDictionary<string, WriteTurns> ByFile = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly Queue<SemaphoreSlim> _waiting = [];
    private int _owner;
    private int _depth;

    /// <summary>The order of a file.</summary>
    /// <param name="path">The file's full path.</param>
    public static WriteTurns Of(string path) => ByFile.GetOrAdd(path, _ => new WriteTurns());

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Waits for this thread's turn, which lasts until what is returned is disposed of by the same thread. Within its turn a thread can take it again.</summary>
    public WriteTurn Take()
    {
        var thread = Environment.CurrentManagedThreadId;
        SemaphoreSlim? mine = null;
        lock (_gate)
        {
            if (_depth == 0 || _owner == thread)
            {
                _owner = thread;
                _depth++;
            }
            else
            {
                _waiting.Enqueue(mine = new SemaphoreSlim(0));
            }
        }

        if (mine is not null)
        {
            using (mine)
            {
                mine.Wait();
            }

            // Whoever released it has counted it already.
            _owner = thread;
        }

        return new WriteTurn(this);
    }

    /// <summary>Ends a turn.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (_depth > 1 || !_waiting.TryDequeue(out var next))
            {
                _depth--;
            }
            else
            {
                _owner = 0;
                next.Release();
            }
        }
    }
}
