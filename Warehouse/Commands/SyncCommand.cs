using Dixa.Warehouse.Metrics;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Syncing;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Commands;

/// <summary>Reads a source into the database, once or for ever.</summary>
public static class SyncCommand
{
    public static int Run(CommandContext context, SyncScreen screen)
    {
        var config = context.ReadConfig();
        var options = new SyncOptions(config, SourceCommand.Parse(context.Options.Source, AppContext.BaseDirectory), context.Options.Streams ?? config.Streams, context.Options.Refreshed);
        var metrics = new WarehouseMetrics();
        if (context.Options.Every is not { } every)
        {
            return RunOnce(context, options, screen, metrics) ? 0 : 1;
        }

        using var server = context.Options.Listen is { } address
            ? WebhookServer.Start(new WebhookServerOptions(address, every), config, new SilentBell(), metrics, context.Time, context.Log, context.Stop)
            : null;
        while (!context.Stop.IsCancellationRequested)
        {
            var next = context.Time.GetUtcNow() + every;
            var isGood = RunOnce(context, options, screen, metrics);
            options = isGood ? options with { Refreshed = [] } : options;
            if (!context.Stop.IsCancellationRequested && next > context.Time.GetUtcNow())
            {
                WaitUntil(next, context);
            }
        }

        return 1;
    }

    /// <summary>Waits by the context's clock, or until it is told to stop.</summary>
    private static void WaitUntil(DateTimeOffset next, CommandContext context)
    {
        using var over = new ManualResetEventSlim();
        using var timer = context.Time.CreateTimer(_ => over.Set(), null, next - context.Time.GetUtcNow(), Timeout.InfiniteTimeSpan);
        context.Log.Information("The next sync begins at {Time:l} UTC.", next.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        WaitHandle.WaitAny([over.WaitHandle, context.Stop.WaitHandle]);
    }

    /// <summary>Carries out one sync, and says what went wrong if anything did.</summary>
    private static bool RunOnce(CommandContext context, SyncOptions options, SyncScreen screen, WarehouseMetrics metrics)
    {
        var outcome = "failed";
        try
        {
            var failure = new SyncRun(options, context.Log, screen, context.Time, metrics).Run(context.Stop);
            outcome = context.Stop.IsCancellationRequested ? "stopped" : failure is null ? "succeeded" : "failed";
            if (failure is not null)
            {
                context.Log.Error("{Failure:l}", failure);
            }

            return failure is null;
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            outcome = "stopped";
            return false;
        }
        catch (Exception exception) when (context.Options.Every is not null && exception is WarehouseException or StoreLostException)
        {
            // The next turn tries again.
            context.Log.Error("{Failure:l}", exception.Message);
            return false;
        }
        finally
        {
            metrics.Runs.Add(1, outcome);
        }
    }

    /// <summary>Wakes nobody: what events tell of is read at the next turn.</summary>
    private sealed class SilentBell : IBell
    {
        public void Ring(string eventFqn, DateTimeOffset eventTimestamp)
        {
        }
    }
}
