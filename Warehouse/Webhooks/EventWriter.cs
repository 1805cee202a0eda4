using System.Data.Common;
using Dixa.Warehouse.Stores;
using Serilog;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The one writer of events: whatever waits goes into one transaction, so that a commit is shared by all who wait for it.</summary>
/// <param name="store">Not open yet.</param>
/// <param name="capacity">How many events may wait.</param>
public sealed class EventWriter(IEventStore store, int capacity, IBell bell, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>What one transaction brings at most: more of it takes longer than the first ones should wait.</summary>
    private const int MostEvents = 512;

    /// <summary>A database that is away is asked again after so long; until then events are refused at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);

    private readonly Queue<Waiting> _waiting = [];
    private readonly SemaphoreSlim _there = new(0);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private bool _isStopping;
    private bool _isOpen;
    private DateTimeOffset _closedUntil;
    private DateTimeOffset? _reportedAt;

    /// <summary>How many events wait.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Opens the store and begins to write. A database that is away is tried again with the first event after a while.</summary>
    public void Start()
    {
        TryOpen();
        _thread = new Thread(Run) { IsBackground = true, Name = "events" };
        _thread.Start();
    }

    /// <summary>Has an event committed.</summary>
    /// <returns>What became of it; at once <see cref="EventOutcome.Unavailable"/> where too many wait already.</returns>
    public Task<EventOutcome> WriteAsync(WebhookEvent each)
    {
        var waiting = new Waiting(each, new TaskCompletionSource<EventOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_isStopping || _waiting.Count >= capacity)
            {
                return Task.FromResult(EventOutcome.Unavailable);
            }

            _waiting.Enqueue(waiting);
        }

        _there.Release();
        return waiting.Outcome.Task;
    }

    /// <summary>Takes no more events, and writes those that wait.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
        }

        _there.Release();
        _thread?.Join();
        store.Dispose();
        _there.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _there.Wait();
            var batch = new List<Waiting>();
            lock (_gate)
            {
                while (batch.Count < MostEvents && _waiting.TryDequeue(out var next))
                {
                    batch.Add(next);
                }

                if (batch.Count == 0 && _isStopping)
                {
                    return;
                }
            }

            if (batch.Count > 0)
            {
                Write(batch);
            }
        }
    }

    private void Write(List<Waiting> batch)
    {
        var outcomes = Commit([.. batch.Select(each => each.Event)]);
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Outcome.SetResult(outcomes[i]);
            if (outcomes[i] == EventOutcome.Stored)
            {
                bell.Ring(batch[i].Event.EventFqn ?? "", batch[i].Event.EventTimestamp ?? batch[i].Event.ReceivedAt);
            }
        }
    }

    private EventOutcome[] Commit(WebhookEvent[] events)
    {
        var outcomes = new EventOutcome[events.Length];
        Array.Fill(outcomes, EventOutcome.Unavailable);
        if (!_isOpen && (time.GetUtcNow() < _closedUntil || !TryOpen()))
        {
            return outcomes;
        }

        try
        {
            var added = store.Add(events);
            return [.. added.Select(isNew => isNew ? EventOutcome.Stored : EventOutcome.Duplicate)];
        }
        catch (WarehouseException exception) when (exception.Kind == FailureKind.System && events.Length > 1)
        {
            // The database refuses one of them for what it is: that one alone must not keep the others out.
            _isOpen = false;
            return [.. events.SelectMany(each => Commit([each]))];
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException)
        {
            _isOpen = false;
            Report(exception);
            return outcomes;
        }
    }

    private bool TryOpen()
    {
        try
        {
            store.Open();
            _isOpen = true;
            if (_reportedAt is not null)
            {
                _reportedAt = null;
                log.Information("Events are kept again.");
            }

            return true;
        }
        catch (Exception exception) when (exception is WarehouseException or StoreLostException)
        {
            Report(exception);
            _closedUntil = time.GetUtcNow() + Pause;
            return false;
        }
    }

    /// <summary>Says why events are refused, now and then while it lasts. What a database says of an event that it refuses may have a part of the event in it, and is left out.</summary>
    private void Report(Exception exception)
    {
        var now = time.GetUtcNow();
        if (_reportedAt is { } before && now - before < ReportEvery)
        {
            return;
        }

        _reportedAt = now;
        var isOfAnEvent = exception is WarehouseException { Kind: FailureKind.System };
        log.Warning("Events can't be kept, and Dixa has to send them again: {Message:l}", isOfAnEvent ? $"the database refuses one (SQLSTATE {(exception.InnerException as DbException)?.SqlState ?? "unknown"})." : exception.Message);
    }

    private sealed record Waiting(WebhookEvent Event, TaskCompletionSource<EventOutcome> Outcome);
}
