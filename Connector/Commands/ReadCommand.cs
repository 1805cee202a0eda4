using Dixa.Connector.Configuration;
using Dixa.Connector.Dixa;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Dixa.Connector.Streams;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Commands;

/// <summary>Reads the configured streams, all of them at once: the rate limits are shared, so that is as fast as one after the other, or faster.</summary>
public static class ReadCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var config = ConnectorConfig.Load(context.Options.Config!, context.Mask);
        var catalog = ConfiguredCatalog.Load(context.Options.Catalog!);
        var state = context.Options.State is { } path ? InputState.Load(path) : InputState.Empty;
        foreach (var stream in state.Streams.Where(stream => !StreamRegistry.KnowsStateOf(stream.Name)))
        {
            context.Log.Warning("The state names a stream that does not exist, {Stream:l}; it is ignored", stream.Name);
        }

        var period = SyncPeriod.Of(config, context.Time.GetUtcNow());
        context.Log.Information("Reading {Streams} streams; time-based ones from {Start:O} to {End:O}", catalog.Streams.Count, period.Start, period.End);
        if (context.Time is SimulatedClock)
        {
            context.Log.Warning("{Variable:l} is set: the clock is a simulated one, for simulators only", SimulatedClock.Variable);
        }

        using var client = new DixaClient(config, context.Mask, context.Time, context.Log);
        var scope = new SyncScope(config, period, state, client, context.Writer, context.Mask, context.Time, context.Log);
        var runs = catalog.Streams.Select(stream => new StreamRun(scope, stream)).ToList();
        runs.ForEach(run => run.Prepare());
        var outcomes = await Task.WhenAll(runs.Select(run => run.ReadAsync(context.Stop)));
        runs.ForEach(run => run.Dispose());

        context.Log.Information("{Summary:l}", SyncSummary.Of(outcomes));
        return TellFailures(context, outcomes);
    }

    /// <summary>
    /// The traces come when every stream has ended, since some runners stop at the first one; the one that only the user can
    /// mend leads, since the platform decides by the first whether to try again.
    /// </summary>
    private static int TellFailures(CommandContext context, StreamOutcome[] outcomes)
    {
        context.Stop.ThrowIfCancellationRequested();
        var failures = outcomes
            .Where(outcome => outcome.Failure is not null)
            .OrderBy(outcome => (outcome.Failure as ConnectorException)?.Kind switch
            {
                FailureKind.Config => 0,
                FailureKind.Transient => 2,
                _ => 1,
            });
        var exitCode = 0;
        foreach (var outcome in failures)
        {
            context.Writer.Post(Message.Error(outcome.Failure!, outcome.Stream, context.Time.GetUtcNow()));
            exitCode = 1;
        }

        return exitCode;
    }
}
