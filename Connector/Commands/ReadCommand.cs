using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Dixa.Connector.Streams;
using Dixa.Connector.Sync;

namespace Dixa.Connector.Commands;

/// <summary>Reads all configured streams concurrently. They share the rate limits, so this is at least as fast as one after the other.</summary>
public static class ReadCommand
{
    /// <summary>The type of the trace that says how many requests a read made. The warehouse's <c>sync</c> keeps it in <c>_sync_runs</c>.</summary>
    private const string RequestCount = "requests";

    /// <summary>How many of them went to the Exports API. Its limit is a minute's, so that whoever starts reads one after the other has to count.</summary>
    private const string ExportCount = "exports_requests";

    /// <summary>How many were answered with 429.</summary>
    private const string RateLimitedCount = "rate_limited";

    public static async Task<int> RunAsync(CommandContext context)
    {
        var config = ConnectorConfig.Load(context.Options.Config!, context.Mask);
        var catalog = ConfiguredCatalog.Load(context.Options.Catalog!);
        var state = context.Options.State is { } path ? InputState.Load([path], "--state", StreamRegistry.KnowsStateOf) : InputState.Empty;
        foreach (var warning in state.Warnings)
        {
            context.Log.Warning("{Warning:l}", warning);
        }

        if (state.HasOnlyMessages)
        {
            context.Log.Warning("The file given as --state holds messages but no state: {Path:l}. Everything is read from the beginning.", context.Options.State);
        }

        foreach (var stream in state.Unknown)
        {
            context.Log.Warning("The state names a stream that does not exist, {Stream:l}; it is ignored", stream);
        }

        if (catalog.Streams.Where(StreamRun.IsReadInFull).Select(stream => stream.Descriptor.Name).ToList() is { Count: > 0 } full)
        {
            context.Log.Warning(
                "These streams are configured as incremental but read in full, since Dixa can't be asked for their changes: {Streams:l}. Their sync mode is full_refresh", string.Join(", ", full));
        }

        var period = SyncPeriod.Of(config, context.Time.GetUtcNow());
        context.Log.Information("Reading {Streams} streams; time-based ones from {Start:l} to {End:l}", catalog.Streams.Count, Amounts.Time(period.Start), Amounts.Time(period.End));
        foreach (var warning in config.Warnings.Append(period.Warning(config)).OfType<string>())
        {
            context.Log.Warning("{Warning:l}", warning);
        }

        if (catalog.Streams.Count == 0)
        {
            context.Log.Warning("The catalog asks for no stream, so nothing is read. List streams in it, or make one with: source-dixa discover --configured");
        }

        if (context.Time is SimulatedClock)
        {
            context.Log.Warning("{Variable:l} is set: the clock is a simulated one, for simulators only", SimulatedClock.Variable);
        }

        using var client = new DixaClient(config, context.Mask, context.Time, context.Log);
        var scope = new SyncScope(config, period, state, client, context.Writer, context.Mask, context.Time, context.Log);
        var reasons = new FailureReasons();
        var runs = catalog.Streams.Select(stream => new StreamRun(scope, stream, reasons)).ToList();
        runs.ForEach(run => run.Prepare());
        var outcomes = await ReadAllAsync(runs, context);
        runs.ForEach(run => run.Dispose());

        context.Log.Information("{Summary:l}", SyncSummary.Of(outcomes));
        context.Writer.Post(Message.Analytics(RequestCount, outcomes.Sum(outcome => outcome.Statistics.Requests), context.Time.GetUtcNow()));
        context.Writer.Post(Message.Analytics(ExportCount, client.Exports.Requests, context.Time.GetUtcNow()));
        context.Writer.Post(Message.Analytics(RateLimitedCount, client.Exports.RateLimited + client.Dixa.RateLimited, context.Time.GetUtcNow()));
        context.Stop.ThrowIfCancellationRequested();

        // Traces come after every stream has ended, since some runners stop at the first one.
        var traces = FailureReasons.Traces(outcomes, context.Time.GetUtcNow(), context.IsDebug).ToList();
        traces.ForEach(context.Writer.Post);
        return traces.Count == 0 ? 0 : 1;
    }

    private static async Task<StreamOutcome[]> ReadAllAsync(IReadOnlyList<StreamRun> runs, CommandContext context)
    {
        using var progress = context.Terminal is { } terminal ? new ReadProgress(runs, terminal, context.Time) : null;
        return await Task.WhenAll(runs.Select(run => run.ReadAsync(context.Stop)));
    }
}
