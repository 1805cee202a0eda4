using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Sync;

/// <summary>A stream's life: STARTED, RUNNING, its records and states, a last state, then COMPLETE or INCOMPLETE.</summary>
/// <remarks>A stream that fails does not stop the others; its failure is handed back, for the sync to tell when all have ended.</remarks>
public sealed class StreamRun : IDisposable
{
    private readonly SyncScope _scope;
    private readonly FailureReasons _reasons;
    private readonly ConfiguredStream _configured;
    private readonly StreamDefinition? _definition;
    private readonly StreamOutput _output;
    private readonly RequestStatistics _statistics = new();
    private readonly Lock _waitGate = new();
    private DateTimeOffset _waitToldUntil;
    private StreamSync? _sync;

    /// <param name="reasons">What made the other streams of the sync fail.</param>
    public StreamRun(SyncScope scope, ConfiguredStream configured, FailureReasons reasons)
    {
        _reasons = reasons;
        _scope = scope;
        _definition = StreamRegistry.Find(configured.Descriptor.Name);
        _configured = IsReadInFull(configured) ? configured with { SyncMode = ConfiguredStream.FullRefresh } : configured;
        HashSet<string> keys = _definition is null ? [] : [.. _definition.PrimaryKey, .. _definition.Cursor is { } cursor ? new[] { cursor } : []];
        var shape = _definition is null ? null : RecordShape.Of(_definition.Type, configured.Columns, keys, _definition.Secret);
        _output = new StreamOutput(configured.Descriptor, shape, keys, scope.Writer, scope.Mask, scope.Time);
    }

    /// <summary>Once <see cref="Require"/> has said that it can be read.</summary>
    private StreamSync Sync => _sync ??= CheckState(new(_scope, _definition!, _configured, _output, _statistics));

    /// <summary>Whether a stream is configured as incremental that only can be read in full: Dixa has no way to ask for its changes.</summary>
    public static bool IsReadInFull(ConfiguredStream configured) =>
        configured.IsIncremental && StreamRegistry.Find(configured.Descriptor.Name) is { Kind.IsIncremental: false };

    /// <summary>Called for every stream before the first one is read.</summary>
    public void Prepare()
    {
        try
        {
            Require().Prepare(Sync);
        }
        catch (ConnectorException)
        {
            // The stream can't be read, and says so when it is its turn.
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
        return outcome;
    }

    public void Dispose() => _output.Dispose();

    private async Task<Exception?> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            _output.WriteStatus(StreamStatus.Started);
            _output.WriteStatus(StreamStatus.Running);
            await _output.FlushAsync(cancellationToken);
            var kind = Require();
            var sync = Sync;
            _scope.Log.Information("{Stream:l}: reading, {Mode:l}, {State:l}", sync.Definition.Name, _configured.SyncMode, sync.State.Given?.GetRawText() ?? "no state");
            _statistics.Waiting = ReportWaitAsync;
            await kind.ReadAsync(sync, cancellationToken);
            return null;
        }
#pragma warning disable CA1031 // Whatever it was, the other streams go on, and the sync tells it at its end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    /// <summary>With a state that can be used: a full refresh does without one that can't.</summary>
    /// <exception cref="ConnectorException">An incremental stream's state can't be used.</exception>
    private StreamSync CheckState(StreamSync sync)
    {
        try
        {
            if (sync.State.Given is { ValueKind: not JsonValueKind.Object and var kind })
            {
                throw sync.State.Error($"it is a JSON {kind}, not an object");
            }

            sync.Definition.Kind.CheckState(sync);
            return sync;
        }
        catch (ConnectorException exception) when (!sync.Configured.IsIncremental)
        {
            _scope.Log.Warning("{Message:l}", exception.Message);
            return sync with { State = sync.State with { Given = null } };
        }
    }

    private async ValueTask ReportWaitAsync(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        // Requests that run side by side must not touch the output; StreamSync.WhileAliveAsync does it for them.
        if (_definition is { Kind.FansOut: false })
        {
            _output.WriteHeartbeat();
            await _output.FlushAsync(cancellationToken);
        }

        // After the records before it: to a platform the next record says that the wait is over.
        if (until is { } end && IsNews(end))
        {
            _scope.Writer.Post(Message.Status(_configured.Descriptor, StreamStatus.Running, _scope.Time.GetUtcNow(), until));
        }
    }

    /// <summary>Whether a wait until then has not been told yet: requests that run side by side wait for the same end.</summary>
    private bool IsNews(DateTimeOffset until)
    {
        lock (_waitGate)
        {
            var isNews = until > _waitToldUntil + TimeSpan.FromSeconds(1);
            _waitToldUntil = isNews ? until : _waitToldUntil;
            return isNews;
        }
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
            outcome.Failure is null ? Serilog.Events.LogEventLevel.Information : Serilog.Events.LogEventLevel.Error,
            "{Stream:l}: {Outcome:l} {Records:l} records, {Size:l}, {Requests:l} requests ({Retries:l} repeated) in {Elapsed:l}, of which it waited {Waited:l} for the rate limit",
            outcome.Stream.Name,
            text,
            Amounts.Number(outcome.Records),
            Amounts.Size(outcome.Bytes),
            Amounts.Number(outcome.Statistics.Requests),
            Amounts.Number(outcome.Statistics.Retries),
            Amounts.Duration(outcome.Elapsed),
            Amounts.Duration(outcome.Statistics.Waited));
        if (outcome.Failure is not null)
        {
            _output.WriteLastState();
        }

        _output.WriteStatus(outcome.Failure is null ? StreamStatus.Complete : StreamStatus.Incomplete);

        // Also when the sync is being stopped: the last state has to reach the platform. Program bounds how long that may take.
        await _output.FlushAsync(_scope.Writer.Closed);
    }

    private StreamKind Require()
    {
        if (_definition is null)
        {
            throw new ConnectorException(
                FailureKind.Config,
                $"There is no stream \"{_configured.Descriptor.Name}\". Refresh the connection's schema; the streams are: {string.Join(", ", StreamRegistry.All.Select(stream => stream.Name))}.");
        }

        return _configured.SyncMode switch
        {
            ConfiguredStream.FullRefresh => _definition.Kind,
            ConfiguredStream.Incremental => _definition.Kind,
            var mode => throw new ConnectorException(
                FailureKind.Config,
                $"The stream \"{_definition.Name}\" is configured with the sync mode \"{mode}\"; the sync modes are full_refresh and incremental."),
        };
    }
}
