using Dixa.Warehouse.Stores;
using Serilog;

namespace Dixa.Warehouse.Writing;

/// <summary>Takes units from the queue and commits them, many in one transaction. A database that went away is waited for, and nothing is committed twice.</summary>
/// <param name="committed">Called after each transaction, with its units in their order.</param>
public sealed class Committer(
    IStore store,
    RunId run,
    CommitQueue queue,
    MemoryBudget budget,
    WriteOptions options,
    ILogger log,
    Action<IReadOnlyList<CommitUnit>> committed)
{
    private long _number;
    private string? _sharedState;

    /// <summary>Commits until the queue has ended, one transaction after the other. While one is under way the rows of the next are staged, if they are many.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        var committing = Task.CompletedTask;
        while (true)
        {
            var isStaged = queue.WaitForEnough(committing);
            if (!isStaged)
            {
                committing.GetAwaiter().GetResult();
            }

            var units = queue.Take(options.BatchBytes);
            if (units.Count == 0)
            {
                return;
            }

            var batch = Merge(units);
            if (isStaged)
            {
                try
                {
                    store.Stage(batch);
                }
                finally
                {
                    committing.GetAwaiter().GetResult();
                }
            }
            else if (!store.Stages)
            {
                Commit(batch, units, cancellationToken);
                continue;
            }

            committing = Task.Factory.StartNew(() => Commit(batch, units, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void Commit(Batch batch, List<CommitUnit> units, CancellationToken cancellationToken)
    {
        CommitSurely(batch, cancellationToken);
        foreach (var (_, rows) in units.SelectMany(unit => unit.Rows))
        {
            budget.Return(rows.Memory);
            rows.Dispose();
        }

        foreach (var (stream, rows) in units.SelectMany(unit => unit.Rows))
        {
            stream.AddCommitted(rows.Count);
        }

        committed(units);
    }

    /// <summary>One batch of many units: of each stream all rows, the last state, and whether it is complete.</summary>
    private Batch Merge(List<CommitUnit> units)
    {
        var streams = new Dictionary<StreamIntake, (List<RowBuffer> Rows, string? State, bool IsComplete)>();
        foreach (var unit in units)
        {
            foreach (var (stream, rows) in unit.Rows)
            {
                var (known, state, isComplete) = streams.TryGetValue(stream, out var entry) ? entry : ([], null, false);
                known.Add(rows);
                streams[stream] = (known, unit.State is { Stream: not null } ? unit.State.State : state, isComplete || unit.Completed == stream);
            }

            _sharedState = unit.State is { Stream: null } ? unit.State.State : _sharedState;
        }

        var leaves = options.LeavesStates;
        return new Batch(
            run,
            ++_number,
            options.Time.GetUtcNow(),
            [.. streams.Select(each => new StreamBatch(each.Key.Table, each.Value.Rows, leaves ? null : each.Value.State, !leaves && each.Value.IsComplete))],
            leaves ? null : _sharedState);
    }

    private void CommitSurely(Batch batch, CancellationToken cancellationToken)
    {
        var deadline = (DateTimeOffset?)null;
        var pause = options.FirstPause;
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                if (isAgain)
                {
                    store.Open();

                    // The answer to a commit may have been lost on its way, and not the commit.
                    if (store.CommittedBatches(run) >= batch.Number)
                    {
                        log.Information("The database answers again. It had committed everything that it was given.");
                        return;
                    }

                    if (store.HasLaterRun(run))
                    {
                        throw WarehouseException.Transient("While the database was gone, another run has written to it. What states were written out for is committed; run this one again.");
                    }

                    log.Information("The database answers again; what was not committed is written again.");
                }

                store.Commit(batch);
                return;
            }
            catch (StoreLostException exception)
            {
                var now = options.Time.GetUtcNow();
                deadline ??= now + options.Patience;
                if (now + pause > deadline)
                {
                    throw WarehouseException.Transient(
                        $"The database is gone, and did not come back for {options.Patience.TotalMinutes:0.#} minutes: {exception.Message}. What states were written out for is committed; run it again.", exception);
                }

                log.Warning("The database is gone ({Message:l}); trying again in {Seconds:0.#} s.", exception.Message, pause.TotalSeconds);
                options.Wait(pause, cancellationToken);
                pause = pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;
            }
        }
    }
}
