using Dixa.Warehouse.Metrics;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Syncing;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Commands;

/// <summary>Reads a source into the database, once or for ever; for ever with webhooks that wake it, if it is told to listen.</summary>
public static class SyncCommand
{
    public static int Run(CommandContext context, SyncScreen screen)
    {
        var config = context.ReadConfig();
        var options = new SyncOptions(config, SourceCommand.Parse(context.Options.Source, AppContext.BaseDirectory), context.Options.Streams ?? config.Streams);
        var metrics = new WarehouseMetrics();
        var run = new SyncRun(options, context.Log, screen, context.Time, metrics);
        if (context.Options.Every is not { } every)
        {
            return RunOnce(context, run, new SyncOrder(RunBeginning.Command, context.Options.Refreshed))?.Failure is null && !context.Stop.IsCancellationRequested ? 0 : 1;
        }

        var pace = new SyncPace(every, config.Source, options.Streams, context.Time.GetUtcNow());
        var counts = new BellMetrics(metrics, pace.Budget, context.Time);
        using var bell = new Bell(counts, context.Time);
        using var server = context.Options.Listen is { } address
            ? WebhookServer.Start(new WebhookServerOptions(address, every), config, bell, metrics, context.Time, context.Log, context.Stop)
            : null;
        new SyncLoop(pace, bell, order => RunOnce(context, run, order), counts, context.Log, context.Time).Run(context.Options.Refreshed, context.Stop);
        return 1;
    }

    /// <summary>Carries out one sync, and says what went wrong if anything did.</summary>
    private static SyncResult? RunOnce(CommandContext context, SyncRun run, SyncOrder order)
    {
        try
        {
            var result = run.Run(order, context.Stop);
            if (result?.Failure is { } failure)
            {
                context.Log.Error("{Failure:l}", failure);
            }

            return result;
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            return new SyncResult("stopped", null);
        }
        catch (Exception exception) when (context.Options.Every is not null && exception is WarehouseException or StoreLostException)
        {
            // The next turn tries again.
            context.Log.Error("{Failure:l}", exception.Message);
            return new SyncResult("failed", exception.Message);
        }
    }
}
