using System.Diagnostics.CodeAnalysis;
using System.Net;
using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Probe.Asking;
using Dixa.Probe.Observed;
using Dixa.Probe.Wire;

namespace Dixa.Probe;

/// <summary>Asks both hosts, one request after the other. What has been seen can be looked at, and reported, at any time.</summary>
public sealed class ProbeRun : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<string> _progress;
    private readonly Pause _pause;
    private readonly ProbeHost _dixa;
    private readonly ProbeHost _exports;

    /// <param name="progress">Told what is being asked for.</param>
    /// <param name="waiting">Told how long it still waits, each second.</param>
    public ProbeRun(ConnectorConfig config, TimeProvider time, Action<string> progress, Action<TimeSpan>? waiting = null)
    {
        (_time, _progress, _pause) = (time, progress, new Pause(time, waiting));
        _dixa = new ProbeHost(HostProfiles.Dixa, config.DixaApiUrl, config.ApiToken, Tally, time, _pause, Seen.Answers.Add);
        _exports = new ProbeHost(HostProfiles.Exports, config.ExportsApiUrl, config.ApiToken, Tally, time, _pause, Seen.Answers.Add) { Sign = Sign.Bearer };
        Begun = time.GetUtcNow();
    }

    public Observations Seen { get; } = new();

    public RequestTally Tally { get; } = new();

    public DateTimeOffset Begun { get; }

    public TimeSpan Took => _time.GetUtcNow() - Begun;

    /// <summary>Why the run ended before it had asked for everything; null if it had.</summary>
    public string? Ended { get; private set; }

    /// <summary>The names of both hosts.</summary>
    public IReadOnlyList<string> Hosts => [_exports.Name, _dixa.Name];

    /// <summary>Asks for everything.</summary>
    /// <exception cref="ConnectorException">Neither host could be asked, or neither takes the token.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what was seen so far is there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Ended = "The run was stopped before it had asked for everything.";
        var reader = new ApiReader(_dixa, Seen);
        var tokens = new ApiQuestions(_dixa, reader, Seen);
        var lists = new ListQuestions(_dixa.Url, reader, Seen, _time);
        var exports = new ExportQuestions(new ExportReader(_exports, Seen), Seen, _time, _pause);
        var interleaving = new Interleaving(exports.Steps, _time, _pause, AskAsync);
        try
        {
            await SignInAsync(tokens, cancellationToken);
            await interleaving.RunAsync(exports.First, cancellationToken);
            EnsureExports(exports.First);
            _dixa.Before = interleaving.RunDueAsync;
            Step[] steps =
            [
                .. tokens.Steps,
                .. lists.Steps,
                .. new ActivityQuestions(reader, Seen, _time).Steps,
                .. new ConversationQuestions(reader, Seen).Steps,
                .. new ChildQuestions(_dixa, reader, lists, Seen).Steps,
            ];
            foreach (var step in steps)
            {
                await AskAsync(step, cancellationToken);
            }

            await interleaving.RunRestAsync(cancellationToken);
            await AskAsync(lists.Last, cancellationToken);
            Ended = null;
        }
        catch (RequestLimitException exception)
        {
            Ended = $"{exception.Message}.";
        }
    }

    public void Dispose()
    {
        _dixa.Dispose();
        _exports.Dispose();
    }

    private async Task SignInAsync(ApiQuestions tokens, CancellationToken cancellationToken)
    {
        _progress("the token");
        if (!await tokens.SignInAsync(cancellationToken))
        {
            throw Refused(_dixa);
        }
    }

    /// <summary>Ends a run in which the Exports API can't be asked: half of the questions would wait a minute each for nothing.</summary>
    private void EnsureExports(Step first)
    {
        if (Seen.Failures.TryGetValue(first.Name, out var failure))
        {
            throw new ConnectorException(FailureKind.Transient, failure);
        }

        if (Seen.Conversations is { Answer.Status: 401 or 403 })
        {
            throw Refused(_exports);
        }
    }

    private static ConnectorException Refused(ProbeHost host) => ErrorTable.FromStatus(HttpStatusCode.Unauthorized, host.Name, "", "the token", "", retryAfter: null);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A step that meets what nobody has thought of is itself something to report, by its type alone.")]
    private async Task AskAsync(Step step, CancellationToken cancellationToken)
    {
        _progress(step.Name);
        try
        {
            await step.AskAsync(cancellationToken);
        }
        catch (ConnectorException exception)
        {
            Seen.Failures[step.Name] = exception.Message;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or RequestLimitException))
        {
            Seen.Failures[step.Name] = $"The answer could not be understood ({exception.GetType().Name}).";
        }
    }
}
