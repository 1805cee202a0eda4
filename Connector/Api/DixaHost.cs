using System.Net;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Polly;
using Polly.Retry;
using Serilog;
using Serilog.Events;

namespace Dixa.Connector.Api;

/// <summary>One of Dixa's hosts: the only way to send it a request. Paces every attempt, tries again, and names what went wrong.</summary>
/// <remarks>
/// An attempt is a request and the reading of its whole answer, so a body that breaks is tried again by the same loop as a
/// status. Redirects are off, because they would carry the token elsewhere.
/// </remarks>
public sealed class DixaHost : IDisposable
{
    private static readonly ResiliencePropertyKey<Fetch> FetchKey = new("fetch");

    /// <summary>A pause worth telling; shorter ones belong to connectors that share a limit.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    private readonly HostProfile _profile;
    private readonly SecretMask _mask;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly RateLimiter _rateLimiter;
    private readonly ServerClock _serverClock;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    /// <param name="random">Where jitter comes from.</param>
    public DixaHost(HostProfile profile, Uri url, string authorization, SecretMask mask, TimeProvider time, Random random, ILogger log)
    {
        _mask = mask;
        _profile = profile;
        _time = time;
        _random = random;
        _log = log;
        _rateLimiter = new RateLimiter(profile.Limit, profile.Span, profile.Margin, profile.Settle, time, profile.Recovery);
        Url = url;
        Name = $"{profile.Name} ({url.Host})";
        _serverClock = new ServerClock(Name, log);
        Client = CreateClient(url, authorization, time);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome.Exception, Of(args.Context))),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(args.Outcome.Exception, Of(args.Context))),
                OnRetry = args => OnRetryAsync(args.Outcome.Exception, args.RetryDelay, Of(args.Context), args.Context.CancellationToken),
            })
            .Build();
    }

    /// <summary>For Refit; a request that does not pass through <see cref="FetchAsync{T}"/> is neither paced nor tried again.</summary>
    public HttpClient Client { get; }

    public Uri Url { get; }

    /// <summary>How messages call the host, such as <c>Exports API (exports.dixa.io)</c>.</summary>
    public string Name { get; }

    /// <summary>Sends a request and reads its answer, as often as <paramref name="budget"/> allows.</summary>
    /// <param name="what">What is asked for, for the log.</param>
    /// <param name="call">Sends the request; called once an attempt.</param>
    /// <param name="read">
    /// Reads the body; called once an attempt that was answered with 200. Throws <see cref="JsonException"/> when the body
    /// is not what it should be.
    /// </param>
    /// <exception cref="ConnectorException">The last attempt's failure.</exception>
    public async Task<T> FetchAsync<T>(
        string what,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        Func<BodyStream, CancellationToken, ValueTask<T>> read,
        RequestStatistics statistics,
        RetryBudget budget,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(FetchKey, new Fetch(statistics, budget));
            return await _pipeline.ExecuteAsync(
                static (context, state) => state.Host.AttemptAsync(state.What, state.Call, state.Read, state.Statistics, state.Timeout, context.CancellationToken),
                context,
                (Host: this, What: what, Call: call, Read: read, Statistics: statistics, Timeout: budget.HeadersTimeout ?? _profile.HeadersTimeout));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => Client.Dispose();

    private static HttpClient CreateClient(Uri url, string authorization, TimeProvider time)
    {
        return new HttpClient(new AuthenticationHandler(authorization, HttpTransport.Create(AddressRace.OfSockets(time))))
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", $"source-dixa/{ConnectorVersion.Current}" }, { "Accept", "application/json" } },
        };
    }

    private async ValueTask<T> AttemptAsync<T>(
        string what,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        Func<BodyStream, CancellationToken, ValueTask<T>> read,
        RequestStatistics statistics,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var place = await _rateLimiter.WaitAsync(cancellationToken, wait => TellAsync(statistics, _time.GetUtcNow() + wait, cancellationToken));
        statistics.AddRequest(place.Waited, _time.GetElapsedTime(0));
        var (sent, sentAt) = (_time.GetTimestamp(), _time.GetUtcNow());
        using var response = await SendAsync(what, call, timeout, place, cancellationToken);
        var headersTook = _time.GetElapsedTime(sent);
        var askedAt = _serverClock.AskedAt(response.Headers.Date, sentAt, headersTook);
        try
        {
            await using var body = new BodyStream(await response.Content.ReadAsStreamAsync(cancellationToken), _time) { AskedAt = askedAt, HeadersTook = headersTook };
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw ErrorTable.FromStatus(response.StatusCode, Name, _profile.AdviceOnSize, what, await ErrorBody.ReadAsync(body, _mask, _time, cancellationToken), RetryAfter(response));
            }

            return await read(body, cancellationToken);
        }
        catch (AnswerTooLargeException exception)
        {
            throw ErrorTable.FromSize(exception, Name, what);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException or JsonException)
        {
            throw ErrorTable.FromBody(exception, Name, what);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        string what,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        TimeSpan timeout,
        RateLease place,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw ErrorTable.FromTimeout(timeout, Name, _profile.AdviceOnSize, what);
        }
        catch (Exception exception) when (TransportFailure(exception) is { } failure)
        {
            throw ErrorTable.FromTransport(failure, Name, HttpTransport.ProxyFor(Url), what);
        }
        finally
        {
            _rateLimiter.Answered(place);
        }
    }

    /// <summary>Refit wraps what the client throws; the first transport failure inside is what happened.</summary>
    private static Exception? TransportFailure(Exception? exception)
    {
        while (exception is not (null or HttpRequestException or IOException or OperationCanceledException))
        {
            exception = exception.InnerException;
        }

        return exception;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta > TimeSpan.Zero ? delta : TimeSpan.Zero,
        { Date: { } date } when date - (response.Headers.Date ?? _time.GetUtcNow()) is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private bool ShouldRetry(Exception? exception, Fetch fetch) =>
        exception is ConnectorException { Fault: { CanRetry: true } fault } && fetch.Budget.Allows(
            fault, fetch.Failures + 1, fetch.FirstRefused is { } first ? _time.GetElapsedTime(first) : TimeSpan.Zero);

    /// <summary>2, 4, 8 … seconds, at most 60, less up to half of it at random. Longer, up to 60, if the server says so. A rate limit holds the rate limiter instead, and so everybody.</summary>
    private TimeSpan Delay(Exception? exception, Fetch fetch)
    {
        var fault = (exception as ConnectorException)?.Fault;
        if (fault is { IsRateLimit: true })
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Min(60, Math.Pow(2, fetch.Failures + 1)) * (1 - (_random.NextDouble() / 2));
        return TimeSpan.FromSeconds(Math.Max(seconds, Math.Min(60, fault?.RetryAfter?.TotalSeconds ?? 0)));
    }

    private async ValueTask OnRetryAsync(Exception? exception, TimeSpan delay, Fetch fetch, CancellationToken cancellationToken)
    {
        var failure = (ConnectorException)exception!;
        DateTimeOffset? until = null;
        fetch.Statistics.AddRetry();
        if (failure.Fault!.IsRateLimit)
        {
            var (least, most) = _profile.RateLimitPause;
            var pause = failure.Fault.RetryAfter is { } asked
                ? TimeSpan.FromSeconds(Math.Max(1, asked.TotalSeconds))
                : least + ((most - least) * _random.NextDouble());
            _rateLimiter.Refused(pause);
            fetch.FirstRefused ??= _time.GetTimestamp();
            var end = _time.GetUtcNow() + pause;
            var isLong = pause >= LongPause;
            until = isLong ? end : null;
            _log.Write(
                isLong ? LogEventLevel.Warning : LogEventLevel.Debug,
                "Rate limited, waiting until {Until:HH:mm:ss} UTC. {Detail:l}",
                end,
                failure.InternalMessage);
        }
        else
        {
            fetch.Failures++;
            _log.Warning("Trying again in {Delay:0.0} s (failure {Failures}). {Detail:l}", delay.TotalSeconds, fetch.Failures, failure.InternalMessage);
        }

        await TellAsync(fetch.Statistics, until, cancellationToken);
    }

    private static ValueTask TellAsync(RequestStatistics statistics, DateTimeOffset? until, CancellationToken cancellationToken) =>
        statistics.Waiting?.Invoke(until, cancellationToken) ?? ValueTask.CompletedTask;

    private static Fetch Of(ResilienceContext context) => context.Properties.GetValue(FetchKey, null!);

    /// <summary>What the retries of one request need to know about it.</summary>
    private sealed class Fetch(RequestStatistics statistics, RetryBudget budget)
    {
        public RequestStatistics Statistics { get; } = statistics;

        public RetryBudget Budget { get; } = budget;

        /// <summary>Attempts that failed, those that met a rate limit not counted.</summary>
        public int Failures { get; set; }

        /// <summary>When a rate limit first held it up.</summary>
        public long? FirstRefused { get; set; }
    }
}
