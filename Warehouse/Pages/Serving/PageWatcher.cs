using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Parts;
using Dixa.Warehouse.Stores;
using Serilog;

namespace Dixa.Warehouse.Pages.Serving;

/// <summary>Asks the database every few seconds whether a run has ended, once for all viewers, and reads the numbers anew when one has.</summary>
/// <remarks>The runs may be those of another process, on another machine: the database is all that both know of.</remarks>
public sealed class PageWatcher : IDisposable
{
    /// <summary>Where runs end every few seconds, the numbers are read again after this many times as long as reading them took.</summary>
    private const int RestPerRead = 4;

    private readonly PageDatabase _database;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _readAgainAt;
    private volatile PageState _state = new(null, null, PageProblem.Starting);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to watch. The watcher disposes of the database.</summary>
    public PageWatcher(PageDatabase database, TimeSpan interval, TimeProvider time, ILogger log)
    {
        (_database, _interval, _time, _log) = (database, interval, time, log);
        _thread = new Thread(Watch) { IsBackground = true, Name = "page" };
        _thread.Start();
    }

    /// <summary>Done once the database has been asked for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What there is to show.</summary>
    public PageState State => _state;

    /// <summary>Done when <see cref="State"/> is another one. Take this first, then the state.</summary>
    public Task Changed => _changed.Task;

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _database.Dispose();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            var next = Look();
            if (next != _state && next.Version != _state.Version)
            {
                if (next.Problem is { } problem && problem.Version != _state.Problem?.Version)
                {
                    _log.Warning("{Title:l}. {Detail:l}", problem.Title, problem.Detail ?? "");
                }

                _state = next;
                Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }

            _ready.TrySetResult();
        }
        while (!_stop.Token.WaitHandle.WaitOne(_interval));
    }

    private PageState Look()
    {
        var state = _state;
        try
        {
            var freshness = _database.Read(SnapshotReader.ReadFreshness);
            if (freshness is null)
            {
                return new PageState(null, null, PageProblem.NoConversations);
            }

            if (state.Snapshot is { } known && known.Freshness.AsOfMs == freshness.AsOfMs)
            {
                return state.Problem is null && freshness.Version == state.Freshness?.Version ? state : new PageState(known, freshness, null);
            }

            var begun = _time.GetUtcNow();
            if (state.Snapshot is not null && begun < _readAgainAt)
            {
                return state;
            }

            var snapshot = _database.Read(SnapshotReader.Read);
            _readAgainAt = _time.GetUtcNow() + (RestPerRead * (_time.GetUtcNow() - begun));
            return snapshot is null || snapshot.Conversations.Count == 0 ? new PageState(null, null, PageProblem.NoConversations) : new PageState(snapshot, snapshot.Freshness, null);
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException)
        {
            return state with { Problem = PageProblem.Of(exception) };
        }
        catch (MissingTablesException exception)
        {
            return new PageState(null, null, PageProblem.Of(exception));
        }
#pragma warning disable CA1031 // What goes wrong in a look is no reason for no further one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Error("The numbers can't be read: {Failure:l}", exception.ToString());
            return state with { Problem = PageProblem.Of(exception) };
        }
    }
}
