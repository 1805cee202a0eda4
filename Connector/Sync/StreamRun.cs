using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;
using Serilog.Events;

namespace Dixa.Connector.Sync;

/// <summary>The life cycle of a stream: STARTED, RUNNING, its records and states, a last state, then COMPLETE or INCOMPLETE.</summary>
/// <remarks>A stream that fails does not stop the others. Its failure is returned, and the sync reports it when all streams have ended.</remarks>
public sealed class StreamRun : IDisposable
{
    /// <summary>After this time without output the last state is repeated. Platforms suspect a stream that is silent for an hour or more.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private readonly SyncScope _scope;
    private readonly FailureReasons _reasons;
    private readonly ConfiguredStream _configured;
    private readonly StreamDefinition? _definition;
    private readonly StreamOutput _output;
    private readonly RequestStatistics _statistics = new();
    private readonly Lock _waitGate = new();
    private DateTimeOffset _waitReportedUntil;
    private StreamSync? _sync;

    /// <param name="reasons">Why other streams of the sync failed.</param>
    public StreamRun(SyncScope scope, ConfiguredStream configured, FailureReasons reasons)
    {
        _reasons = reasons;
        _scope = scope;
        _definition = StreamRegistry.Find(configured.Descriptor.Name);
        _configured = IsReadInFull(configured) ? configured with { SyncMode = ConfiguredStream.FullRefresh } : configured;
        _output = new StreamOutput(configured.Descriptor, _definition?.KeptFields ?? new HashSet<string>(), scope.Writer, scope.Mask, scope.Time);
        _statistics.RateLimited = ReportWait;
    }

    /// <summary>Records written so far.</summary>
    public long Records => _output.Records;

    /// <summary>The size of the records' data written so far.</summary>
    public long Bytes => _output.Bytes;

    /// <summary>Requests sent so far.</summary>
    public int Requests => _statistics.Requests;

    /// <summary>When the last reported wait for a rate limit ends, which may be in the past.</summary>
    public DateTimeOffset WaitsUntil
    {
        get
        {
            lock (_waitGate)
            {
                return _waitReportedUntil;
            }
        }
    }

    public bool HasEnded { get; private set; }

    /// <summary>Whether a stream is configured as incremental but can only be read in full, since Dixa offers no way to request its changes.</summary>
    public static bool IsReadInFull(ConfiguredStream configured) =>
        configured.IsIncremental && StreamRegistry.Find(configured.Descriptor.Name) is { Kind.IsIncremental: false };

    /// <summary>Called for every stream before the first one is read.</summary>
    public void Prepare()
    {
        try
        {
            var sync = Require();
            sync.Definition.Kind.Prepare(sync);
        }
        catch (ConnectorException)
        {
            // The stream can't be read. Its own run reports that.
        }
    }

    public async Task<StreamOutcome> ReadAsync(CancellationToken cancellationToken)
    {
        var start = _scope.Time.GetTimestamp();
        var failure = await AttemptAsync(cancellationToken);
        _scope.Conversations.Release(_configured.Descriptor, long.MaxValue);
        var outcome = new StreamOutcome(
            _configured.Descriptor, failure, _output.Records, _output.Bytes, _statistics, _scope.Time.GetElapsedTime(start));
        await EndAsync(outcome, cancellationToken);
        HasEnded = true;
        return outcome;
    }

    public void Dispose() => _output.Dispose();

    private async Task<Exception?> AttemptAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heartbeats = BeatAsync(ended.Token);
        try
        {
            _output.WriteStatus(StreamStatus.Started);
            _output.WriteStatus(StreamStatus.Running);
            await _output.FlushAsync(cancellationToken);
            var sync = Require();
            _scope.Log.Information("{Stream:l}: reading, {Mode:l}, {State:l}", sync.Definition.Name, _configured.SyncMode, sync.State.Given?.GetRawText() ?? "no state");
            await sync.Definition.Kind.ReadAsync(sync, cancellationToken);
            return null;
        }
#pragma warning disable CA1031 // The other streams continue whatever it was, and the sync reports it at its end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
        finally
        {
            await ended.CancelAsync();
            await heartbeats;
        }
    }

    /// <remarks>It ends without an exception: the first that a process throws costs a short read some percent of its time.</remarks>
    private async Task BeatAsync(CancellationToken ended)
    {
        var pause = LongestSilence;
        while (true)
        {
            await Task.Delay(pause, _scope.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            pause = await _output.WriteHeartbeatAsync(LongestSilence);
        }
    }

    /// <summary>Reports a wait once, although concurrent requests wait for the same time.</summary>
    private void ReportWait(DateTimeOffset until)
    {
        lock (_waitGate)
        {
            if (until <= _waitReportedUntil + TimeSpan.FromSeconds(1))
            {
                return;
            }

            _waitReportedUntil = until;
        }

        _scope.Writer.Post(Message.Status(_configured.Descriptor, StreamStatus.Running, _scope.Time.GetUtcNow(), until));
    }

    private async Task EndAsync(StreamOutcome outcome, CancellationToken cancellationToken)
    {
        var text = outcome.Failure switch
        {
            null => "complete;",
            OperationCanceledException when cancellationToken.IsCancellationRequested => "stopped before its end;",
            var failure => $"incomplete. {_reasons.Of(failure, outcome.Stream.Name)}",
        };
        _scope.Log.Write(
            outcome.Failure is null ? LogEventLevel.Information : LogEventLevel.Error,
            "{Stream:l}: {Outcome:l} {Records:l} records, {Size:l}, {Requests:l} requests ({Retries:l} repeated) in {Elapsed:l}, of which it waited {Waited:l} for the rate limit",
            outcome.Stream.Name,
            text,
            Amounts.Number(outcome.Records),
            Amounts.Size(outcome.Bytes),
            Amounts.Number(outcome.Statistics.Requests),
            Amounts.Number(outcome.Statistics.Retries),
            Amounts.Duration(outcome.Elapsed),
            Amounts.Duration(outcome.Statistics.Waited));

        // Without the cancellation token: the last state has to reach the platform even when the sync is stopped. Program limits the time.
        if (outcome.Failure is not null)
        {
            await _output.WriteLastStateAsync(_scope.Writer.Closed);
        }

        _output.WriteStatus(outcome.Failure is null ? StreamStatus.Complete : StreamStatus.Incomplete);
        await _output.FlushAsync(_scope.Writer.Closed);
    }

    /// <exception cref="ConnectorException">The stream can't be read: it does not exist, or its sync mode or its state can't be used.</exception>
    private StreamSync Require()
    {
        if (_sync is null)
        {
            var sync = new StreamSync(_scope, RequireDefinition(), _configured, _output, _statistics);
            sync.CheckState();
            _sync = sync;
        }

        return _sync;
    }

    private StreamDefinition RequireDefinition()
    {
        if (_definition is null)
        {
            throw new ConnectorException(
                FailureKind.Config,
                $"There is no stream \"{_configured.Descriptor.Name}\". Refresh the connection's schema; the streams are: {string.Join(", ", StreamRegistry.All.Select(stream => stream.Name))}.");
        }

        return _configured.SyncMode is ConfiguredStream.FullRefresh or ConfiguredStream.Incremental
            ? _definition
            : throw new ConnectorException(
                FailureKind.Config,
                $"The stream \"{_definition.Name}\" is configured with the sync mode \"{_configured.SyncMode}\"; the sync modes are full_refresh and incremental.");
    }
}
