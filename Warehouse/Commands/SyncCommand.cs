using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Syncing;

namespace Dixa.Warehouse.Commands;

/// <summary>Reads a source into the database, once or for ever.</summary>
public static class SyncCommand
{
    public static int Run(CommandContext context, SyncScreen screen)
    {
        var config = context.ReadConfig();
        var options = new SyncOptions(config, SourceCommand.Parse(context.Options.Source, AppContext.BaseDirectory), context.Options.Streams ?? config.Streams, context.Options.Refreshed);
        if (context.Options.Every is not { } every)
        {
            return RunOnce(context, options, screen) ? 0 : 1;
        }

        while (!context.Stop.IsCancellationRequested)
        {
            var next = context.Time.GetUtcNow() + every;
            var isGood = RunOnce(context, options, screen);
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
    private static bool RunOnce(CommandContext context, SyncOptions options, SyncScreen screen)
    {
        try
        {
            var failure = new SyncRun(options, context.Log, screen, context.Time).Run(context.Stop);
            if (failure is not null)
            {
                context.Log.Error("{Failure:l}", failure);
            }

            return failure is null;
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (context.Options.Every is not null && exception is WarehouseException or StoreLostException)
        {
            // The next turn tries again.
            context.Log.Error("{Failure:l}", exception.Message);
            return false;
        }
    }
}
