using System.Globalization;
using Dixa.Warehouse.Webhooks;
using Serilog;

namespace Dixa.Warehouse.Syncing;

/// <summary>Runs one sync after the other: each at its turn, and those in between that events wake. There is never more than one.</summary>
/// <param name="run">Carries out a run; null if there was nothing to do for an event.</param>
public sealed class SyncLoop(SyncPace pace, Bell bell, Func<SyncOrder, SyncResult?> run, IBellMetrics metrics, ILogger log, TimeProvider time)
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="refreshed">The streams that are read from their beginning, until a run that does has succeeded.</param>
    public void Run(IReadOnlyList<string> refreshed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var turn = pace.Next(now, bell.WaitingSince, bell.Streams);
            if (turn.At > now)
            {
                WaitUntil(turn.At, stop);
            }
            else if (turn.BeganBy == RunBeginning.Webhook)
            {
                RunWoken(now);
            }
            else
            {
                refreshed = RunScheduled(refreshed, now) ? [] : refreshed;
                if (!stop.IsCancellationRequested && pace.Scheduled > time.GetUtcNow())
                {
                    log.Information("The next sync begins at {Time:l} UTC.", pace.Scheduled.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                }
            }
        }
    }

    /// <summary>A scheduled run reads all that events can tell of too.</summary>
    private bool RunScheduled(IReadOnlyList<string> refreshed, DateTimeOffset now)
    {
        var heard = bell.Take();
        pace.Begin(RunBeginning.Schedule, now);
        var result = run(new SyncOrder(RunBeginning.Schedule, refreshed) { WatchesCursors = heard.Count > 0 })!;
        End(RunBeginning.Schedule, result, now);
        bell.Settle(heard, pace.ReadingOf(pace.AllStreams, result));
        return result.Failure is null;
    }

    private void RunWoken(DateTimeOffset now)
    {
        var heard = bell.Take();
        var read = pace.Read(heard.SelectMany(each => each.Streams).Distinct(), now)!;
        pace.Begin(RunBeginning.Webhook, now);
        var result = run(new SyncOrder(RunBeginning.Webhook, [], read) { WatchesCursors = true });
        if (result is not null)
        {
            End(RunBeginning.Webhook, result, now);
            log.Information(
                "Woken by {Events} events: {Rows:l} in {Seconds:0.0} s.",
                heard.Count,
                string.Join(", ", result.Streams.Select(stream => string.Create(CultureInfo.InvariantCulture, $"{stream.Records:N0} rows of {stream.Name}"))),
                (time.GetUtcNow() - now).TotalSeconds);
        }

        bell.Settle(heard, pace.ReadingOf(result is null ? [] : read.Streams, result, read.Lookback));
    }

    private void End(string beganBy, SyncResult result, DateTimeOffset began)
    {
        var now = time.GetUtcNow();
        pace.End(beganBy, result, now);
        metrics.RunEnded(beganBy, result.Status, now - began, result.Records, result.Requests, result.RateLimited);
        metrics.ExportsLeft(pace.Budget.PerMinute - pace.Budget.Used(now));
    }

    /// <summary>Waits by the clock it was given, until an event rings or until it is told to stop.</summary>
    private void WaitUntil(DateTimeOffset turn, CancellationToken stop)
    {
        using var over = new ManualResetEventSlim();
        var due = turn - time.GetUtcNow();
        using var timer = time.CreateTimer(_ => over.Set(), null, due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        // The clock may have gone on before the timer was set.
        if (time.GetUtcNow() < turn)
        {
            WaitHandle.WaitAny([over.WaitHandle, bell.Rang, stop.WaitHandle]);
        }
    }
}
