using System.Net;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Protocol;
using Polly;
using Polly.Retry;
using Serilog;

namespace Dixa.Connector.Dixa;

/// <summary>One of Dixa's hosts: the only way to send it a request. Paces every attempt, tries again, and names what went wrong.</summary>
/// <remarks>
/// An attempt is a request and the reading of its whole answer, so a body that breaks is tried again by the same loop as a
/// status. Redirects are off, because they would carry the token elsewhere.
/// </remarks>
public sealed class DixaHost : IDisposable
{
    private static readonly ResiliencePropertyKey<Fetch> FetchKey = new("fetch");

    private readonly HostProfile _profile;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly Pacer _pacer;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    /// <param name="random">Where jitter comes from.</param>
    public DixaHost(HostProfile profile, Uri url, string authorization, TimeProvider time, Random random, ILogger log)
    {
        _profile = profile;
        _time = time;
        _random = random;
        _log = log;
        _pacer = new Pacer(profile.Limit, profile.Span, profile.Margin, profile.Settle, time);
        Url = url;
        Name = $"{profile.Name} ({url.Host})";
        Client = CreateClient(url, authorization);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome.Exception, args.Context)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(args.Outcome.Exception, args.Context)),
                OnRetry = args => OnRetryAsync(args.Outcome.Exception, args.RetryDelay, args.Context),
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
    /// Reads the body; called once an attempt that was answered with success. Throws <see cref="JsonException"/> when the body
    /// is not what it should be.
    /// </param>
    /// <exception cref="ConnectorException">The last attempt's failure.</exception>
    public async Task<T> FetchAsync<T>(
        string what,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        Func<Stream, CancellationToken, ValueTask<T>> read,
        FetchMeter meter,
        RetryBudget budget,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(FetchKey, new Fetch(what, meter, budget));
            return await _pipeline.ExecuteAsync(
                static (context, state) => state.Host.AttemptAsync(state.What, state.Call, state.Read, state.Meter, state.Timeout, context.CancellationToken),
                context,
                (Host: this, What: what, Call: call, Read: read, Meter: meter, Timeout: budget.HeadersTimeout ?? _profile.HeadersTimeout));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => Client.Dispose();

    private static HttpClient CreateClient(Uri url, string authorization)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            // Long enough to keep a connection through a sync's waits, short enough to follow a change of DNS.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            UseCookies = false,
        };
        return new HttpClient(new AuthenticationHandler(authorization, sockets))
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", $"source-dixa/{ConnectorVersion.Current}" }, { "Accept", "application/json" } },
        };
    }

    private async ValueTask<T> AttemptAsync<T>(
        string what,
        Func<CancellationToken, Task<HttpResponseMessage>> call,
        Func<Stream, CancellationToken, ValueTask<T>> read,
        FetchMeter meter,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var place = await _pacer.WaitAsync(cancellationToken);
        meter.Waited += place.Waited;
        meter.Requests++;
        using var response = await SendAsync(what, call, timeout, place, cancellationToken);
        try
        {
            await using var body = new BodyStream(await response.Content.ReadAsStreamAsync(cancellationToken), _time, meter);
            if (!response.IsSuccessStatusCode)
            {
                throw ErrorTable.FromStatus(response.StatusCode, Name, what, await ReadStartAsync(body, cancellationToken), RetryAfter(response));
            }

            return await read(body, cancellationToken);
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
        PacerPlace place,
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
            throw ErrorTable.FromTimeout(timeout, Name, what);
        }
        catch (Exception exception) when (TransportFailure(exception) is { } failure)
        {
            throw ErrorTable.FromTransport(failure, Name, what);
        }
        finally
        {
            _pacer.Answered(place);
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

    private static async Task<string> ReadStartAsync(Stream body, CancellationToken cancellationToken)
    {
        var start = new byte[2048];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(start, 0, length).ReplaceLineEndings(" ");
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };

    private static bool ShouldRetry(Exception? exception, ResilienceContext context)
    {
        if (exception is not ConnectorException { Fault: { CanRetry: true } fault })
        {
            return false;
        }

        var fetch = context.Properties.GetValue(FetchKey, null!);
        fetch.Failures += fault.IsRateLimit ? 0 : 1;
        return fetch.Budget.Allows(fault, fetch.Failures, fetch.RateLimitWaited);
    }

    /// <summary>2, 4, 8 … seconds, at most 60, less up to half of it at random. A rate limit holds the pacer instead, and so everybody.</summary>
    private TimeSpan Delay(Exception? exception, ResilienceContext context)
    {
        var fetch = context.Properties.GetValue(FetchKey, null!);
        if (exception is not ConnectorException { Fault: { IsRateLimit: true } fault })
        {
            return TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, fetch.Failures)) * (1 - (_random.NextDouble() / 2)));
        }

        var (least, most) = _profile.RateLimitPause;
        var pause = fault.RetryAfter ?? least + ((most - least) * _random.NextDouble());
        pause = pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause;
        _pacer.Pause(pause);
        fetch.RateLimitWaited += pause;
        fetch.RateLimitedUntil = _time.GetUtcNow() + pause;
        return TimeSpan.Zero;
    }

    private async ValueTask OnRetryAsync(Exception? exception, TimeSpan delay, ResilienceContext context)
    {
        var fetch = context.Properties.GetValue(FetchKey, null!);
        fetch.Meter.Retries++;
        var detail = (exception as ConnectorException)?.InternalMessage;
        if (fetch.RateLimitedUntil is { } until)
        {
            fetch.RateLimitedUntil = null;
            _log.Warning("Rate limited, waiting until {Until:HH:mm:ss} UTC. {Detail:l}", until, detail);
            if (fetch.Meter.RateLimited is { } tell)
            {
                await tell(until, context.CancellationToken);
            }
        }
        else
        {
            _log.Warning("Trying again in {Delay:0.0} s (failure {Failures}). {Detail:l}", delay.TotalSeconds, fetch.Failures, detail);
        }
    }

    /// <summary>What the retries of one request need to know about it.</summary>
    private sealed class Fetch(string what, FetchMeter meter, RetryBudget budget)
    {
        public string What { get; } = what;

        public FetchMeter Meter { get; } = meter;

        public RetryBudget Budget { get; } = budget;

        public int Failures { get; set; }

        public TimeSpan RateLimitWaited { get; set; }

        public DateTimeOffset? RateLimitedUntil { get; set; }
    }
}
