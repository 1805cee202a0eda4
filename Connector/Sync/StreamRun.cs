using Dixa.Connector.Configuration;
using Dixa.Connector.Dixa;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;
using Serilog;

namespace Dixa.Connector.Sync;

/// <summary>A stream's life: STARTED, RUNNING, its records and states, a last state, then COMPLETE or INCOMPLETE.</summary>
/// <remarks>A stream that fails does not stop the others; its failure is handed back, for the sync to tell when all have ended.</remarks>
public sealed class StreamRun(
    ConnectorConfig config,
    SyncPeriod period,
    InputState state,
    DixaClient client,
    MessageWriter writer,
    SecretMask mask,
    TimeProvider time,
    ILogger log)
{
    public async Task<StreamOutcome> ReadAsync(ConfiguredStream configured, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var meter = new FetchMeter();
        var definition = StreamRegistry.Find(configured.Descriptor.Name);
        var projection = definition is null
            ? null
            : Projection.Between(definition.Fields, configured.Columns, [.. definition.PrimaryKey, definition.Cursor ?? ""]);
        using var output = new StreamOutput(configured.Descriptor, projection, writer, mask, time);
        var failure = await AttemptAsync(configured, definition, output, meter, cancellationToken);
        var outcome = new StreamOutcome(configured.Descriptor, failure, output.Records, output.Bytes, meter, time.GetElapsedTime(start));
        await EndAsync(outcome, output, cancellationToken);
        return outcome;
    }

    private async Task<Exception?> AttemptAsync(
        ConfiguredStream configured,
        StreamDefinition? definition,
        StreamOutput output,
        FetchMeter meter,
        CancellationToken cancellationToken)
    {
        try
        {
            output.WriteStatus(StreamStatus.Started);
            output.WriteStatus(StreamStatus.Running);
            await output.FlushAsync(cancellationToken);
            await Require(configured, definition).ReadAsync(Sync(configured, definition!, output, meter), cancellationToken);
            return null;
        }
#pragma warning disable CA1031 // Whatever it was, the other streams go on, and the sync tells it at its end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private StreamSync Sync(ConfiguredStream configured, StreamDefinition definition, StreamOutput output, FetchMeter meter)
    {
        log.Information(
            "{Stream:l}: reading, {Mode:l}, {State:l}", definition.Name, configured.SyncMode, state.Find(configured.Descriptor)?.GetRawText() ?? "no state");
        meter.Retrying = async (until, cancellationToken) =>
        {
            if (until is not null)
            {
                output.WriteStatus(StreamStatus.Running, until);
            }

            output.WriteHeartbeat();
            await output.FlushAsync(cancellationToken);
        };
        return new StreamSync
        {
            Definition = definition,
            Configured = configured,
            State = state.Find(configured.Descriptor),
            Config = config,
            Period = period,
            Client = client,
            Output = output,
            Meter = meter,
            Time = time,
            Log = log,
        };
    }

    private async Task EndAsync(StreamOutcome outcome, StreamOutput output, CancellationToken cancellationToken)
    {
        var text = outcome.Failure switch
        {
            null => "complete",
            OperationCanceledException when cancellationToken.IsCancellationRequested => "stopped before its end",
            var failure => $"incomplete. {failure.Message}",
        };
        log.Write(
            outcome.Failure is null ? Serilog.Events.LogEventLevel.Information : Serilog.Events.LogEventLevel.Error,
            "{Stream:l}: {Outcome:l}; {Records} records, {Bytes} bytes, {Requests} requests ({Retries} repeated), {Waited:0.0} s waited for the rate limit, {Elapsed:0.0} s in all",
            outcome.Stream.Name,
            text,
            outcome.Records,
            outcome.Bytes,
            outcome.Meter.Requests,
            outcome.Meter.Retries,
            outcome.Meter.Waited.TotalSeconds,
            outcome.Elapsed.TotalSeconds);
        if (outcome.Failure is not null)
        {
            output.WriteLastState();
        }

        output.WriteStatus(outcome.Failure is null ? StreamStatus.Complete : StreamStatus.Incomplete);

        // Also when the sync is being stopped: the last state has to reach the platform. Program bounds how long that may take.
        await output.FlushAsync(writer.Closed);
    }

    private static StreamKind Require(ConfiguredStream configured, StreamDefinition? definition)
    {
        if (definition is null)
        {
            throw new ConnectorException(
                FailureKind.Config,
                $"There is no stream \"{configured.Descriptor.Name}\". Refresh the connection's schema; the streams are: {string.Join(", ", StreamRegistry.All.Select(stream => stream.Name))}.");
        }

        return configured.SyncMode switch
        {
            ConfiguredStream.FullRefresh => definition.Kind,
            ConfiguredStream.Incremental when definition.Kind.IsIncremental => definition.Kind,
            ConfiguredStream.Incremental => throw new ConnectorException(
                FailureKind.Config,
                $"The stream \"{definition.Name}\" can only be read with the sync mode full_refresh: Dixa has no way to ask for its changes."),
            var mode => throw new ConnectorException(
                FailureKind.Config,
                $"The stream \"{definition.Name}\" is configured with the sync mode \"{mode}\"; the sync modes are full_refresh and incremental."),
        };
    }
}
