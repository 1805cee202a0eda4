using Dixa.Connector.Diagnostics;
using Polly;
using Polly.Retry;
using Serilog;
using Serilog.Events;

namespace Dixa.Connector.Api;

/// <summary>Repeats a request that failed, as often as its budget allows, and slows everybody down when the host says that it is too much.</summary>
public sealed class RetryLoop
{
    private static readonly ResiliencePropertyKey<Progress> ProgressKey = new("progress");

    /// <summary>A pause worth a warning; shorter ones belong to connectors that share a limit.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    private readonly HostProfile _profile;
    private readonly RateLimiter _rateLimiter;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="random">Where jitter comes from.</param>
    public RetryLoop(HostProfile profile, RateLimiter rateLimiter, TimeProvider time, Random random, ILogger log)
    {
        (_profile, _rateLimiter, _time, _random, _log) = (profile, rateLimiter, time, random, log);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome.Exception, Of(args.Context))),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(args.Outcome.Exception, Of(args.Context))),
                OnRetry = args =>
                {
                    Prepare((ConnectorException)args.Outcome.Exception!, args.RetryDelay, Of(args.Context));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <param name="attempt">Sends the request and reads its answer; called once an attempt.</param>
    /// <exception cref="ConnectorException">The last attempt's failure.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> attempt, RequestStatistics statistics, RetryBudget budget, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(ProgressKey, new Progress(statistics, budget));
            return await _pipeline.ExecuteAsync(static (context, attempt) => attempt(context.CancellationToken), context, attempt);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Progress Of(ResilienceContext context) => context.Properties.GetValue(ProgressKey, null!);

    private bool ShouldRetry(Exception? exception, Progress progress) =>
        exception is ConnectorException { Fault: { CanRetry: true } fault } && progress.Budget.Allows(
            fault, progress.Failures + 1, progress.FirstRefused is { } first ? _time.GetElapsedTime(first) : TimeSpan.Zero);

    /// <summary>2, 4, 8 … seconds, at most 60, less up to half of it at random. Longer, up to 60, if the server says so. A rate limit holds the rate limiter instead, and so everybody.</summary>
    private TimeSpan Delay(Exception? exception, Progress progress)
    {
        var fault = (exception as ConnectorException)?.Fault;
        if (fault is { IsRateLimit: true })
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Min(60, Math.Pow(2, progress.Failures + 1)) * (1 - (_random.NextDouble() / 2));
        return TimeSpan.FromSeconds(Math.Max(seconds, Math.Min(60, fault?.RetryAfter?.TotalSeconds ?? 0)));
    }

    private void Prepare(ConnectorException failure, TimeSpan delay, Progress progress)
    {
        progress.Statistics.AddRetry();
        if (failure.Fault!.IsRateLimit)
        {
            Pause(failure, progress);
        }
        else
        {
            progress.Failures++;
            _log.Warning("Trying again in {Delay:0.0} s (failure {Failures}). {Detail:l}", delay.TotalSeconds, progress.Failures, failure.InternalMessage);
        }
    }

    private void Pause(ConnectorException failure, Progress progress)
    {
        var (least, most) = _profile.RateLimitPause;
        var pause = failure.Fault!.RetryAfter is { } asked
            ? TimeSpan.FromSeconds(Math.Max(1, asked.TotalSeconds))
            : least + ((most - least) * _random.NextDouble());
        _rateLimiter.Refused(pause);
        progress.FirstRefused ??= _time.GetTimestamp();
        var until = _time.GetUtcNow() + pause;
        var isLong = pause >= LongPause;
        _log.Write(
            isLong ? LogEventLevel.Warning : LogEventLevel.Debug,
            "Rate limited, waiting until {Until:HH:mm:ss} UTC. {Detail:l}",
            until,
            failure.InternalMessage);
        if (isLong)
        {
            progress.Statistics.RateLimited?.Invoke(until);
        }
    }

    /// <summary>What the retries of one request need to know about it.</summary>
    private sealed class Progress(RequestStatistics statistics, RetryBudget budget)
    {
        public RequestStatistics Statistics { get; } = statistics;

        public RetryBudget Budget { get; } = budget;

        /// <summary>Attempts that failed, those that met a rate limit not counted.</summary>
        public int Failures { get; set; }

        /// <summary>When a rate limit first held it up.</summary>
        public long? FirstRefused { get; set; }
    }
}
