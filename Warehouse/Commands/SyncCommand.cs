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
        var options = new SyncOptions(config, SourceCommand.Parse(context.Options.Source, AppContext.BaseDirectory), context.Options.Streams ?? config.Streams);
        var metrics = new WarehouseMetrics();
        if (context.Options.Every is not { } every)
        {
            return RunOnce(context, options, new SyncOrder(RunBeginning.Command, context.Options.Refreshed), screen, metrics)?.Failure is null && !context.Stop.IsCancellationRequested ? 0 : 1;
        }

        using var bell = new Bell(metrics, context.Time);
        using var server = context.Options.Listen is { } address
            ? WebhookServer.Start(new WebhookServerOptions(address, every), config, bell, metrics, context.Time, context.Log, context.Stop)
            : null;
        var pace = new SyncPace(every, config.Source, options.Streams, context.Time.GetUtcNow());
        new SyncLoop(pace, bell, order => RunOnce(context, options, order, screen, metrics), metrics, context.Log, context.Time).Run(context.Options.Refreshed, context.Stop);
        context.Log.Information("Stopped; the next sync goes on from here.");
        return 1;
    }

    /// <summary>Carries out one sync, and says what went wrong if anything did.</summary>
    private static SyncResult? RunOnce(CommandContext context, SyncOptions options, SyncOrder order, SyncScreen screen, WarehouseMetrics metrics)
    {
        try
        {
            var result = new SyncRun(options, context.Log, screen, context.Time, metrics).Run(order, context.Stop);
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
