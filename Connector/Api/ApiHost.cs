using System.Net;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Serilog;

namespace Dixa.Connector.Api;

/// <summary>One of Dixa's hosts, through which every request to it passes.</summary>
/// <remarks>
/// <para>A request waits for the rate limiter, is repeated by <see cref="RetryLoop"/>, and fails with a sentence that says what to do.</para>
/// <para>An attempt is a request and the reading of its whole response. A body that breaks off is therefore repeated by the same
/// loop as a status.</para>
/// <para>The interface and the client are private to this class, so no request can bypass the rate limiter.</para>
/// </remarks>
/// <typeparam name="TApi">The host's Refit interface.</typeparam>
public sealed class ApiHost<TApi> : IDisposable
{
    private readonly HostProfile _profile;
    private readonly SecretMask _mask;
    private readonly TimeProvider _time;
    private readonly RateLimiter _rateLimiter;
    private readonly RetryLoop _retries;
    private readonly ServerClock _serverClock;
    private readonly HttpClient _client;
    private readonly TApi _api;
    private readonly ILogger _log;
    private long _requests;
    private long _rateLimited;

    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    /// <param name="create">Creates the interface over a client.</param>
    /// <param name="random">The source of jitter.</param>
    public ApiHost(
        HostProfile profile, Uri url, string authorization, Func<HttpClient, TApi> create, SecretMask mask, TimeProvider time, Random random, ILogger log)
    {
        (_profile, _mask, _time, _log, Url, Name) = (profile, mask, time, log, url, $"{profile.Name} ({url.Host})");
        _rateLimiter = new RateLimiter(profile.Limit, profile.Span, profile.Margin, profile.Settle, time, profile.Recovery);
        _retries = new RetryLoop(profile, _rateLimiter, time, random, log);
        _serverClock = new ServerClock(Name, log);
        _client = HttpTransport.CreateClient(url, authorization, time);
        _api = create(_client);
    }

    public Uri Url { get; }

    /// <summary>Requests sent to the host, including repeated attempts.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Responses with 429.</summary>
    public long RateLimited => Interlocked.Read(ref _rateLimited);

    /// <summary>The host's name in messages, such as <c>Exports API (exports.dixa.io)</c>.</summary>
    public string Name { get; }

    /// <summary>Sends a request and reads its response, as often as <paramref name="budget"/> allows.</summary>
    /// <param name="what">What is requested, for the log.</param>
    /// <param name="send">Sends the request; called once for each attempt.</param>
    /// <param name="read">
    /// Reads the body; called once for each attempt that is answered with 200. It throws a <see cref="JsonException"/> for a body
    /// that is not what it should be.
    /// </param>
    /// <exception cref="ConnectorException">The last attempt's failure.</exception>
    public Task<T> FetchAsync<T>(
        string what,
        Func<TApi, CancellationToken, Task<HttpResponseMessage>> send,
        Func<Response, CancellationToken, ValueTask<T>> read,
        RequestStatistics statistics,
        RetryBudget budget,
        CancellationToken cancellationToken) => _retries.RunAsync(
            async ct =>
            {
                var lease = await _rateLimiter.WaitAsync(ct, wait => statistics.RateLimited?.Invoke(_time.GetUtcNow() + wait));
                statistics.AddRequest(lease.Waited, _time.GetElapsedTime(0));
                Interlocked.Increment(ref _requests);
                var (sent, sentAt) = (_time.GetTimestamp(), _time.GetUtcNow());
                var trace = RequestTrace.Begin(_log, what);
                try
                {
                    using var message = await SendAsync(what, send, budget.HeadersTimeout ?? _profile.HeadersTimeout, lease, ct);
                    trace?.Answered(message.StatusCode);
                    return await ReadAsync(what, message, sentAt, _time.GetElapsedTime(sent), read, trace, ct);
                }
                finally
                {
                    trace?.WriteTo(_log, Name, _time.GetElapsedTime(sent), lease.Waited);
                }
            },
            statistics,
            budget,
            cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        string what, Func<TApi, CancellationToken, Task<HttpResponseMessage>> send, TimeSpan timeout, RateLease lease, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await send(_api, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw ErrorTable.FromTimeout(timeout, Name, _profile.AdviceOnSize, what);
        }
        catch (Exception exception) when (HttpTransport.FailureIn(exception) is { } failure)
        {
            throw ErrorTable.FromTransport(failure, Name, HttpTransport.ProxyFor(Url), what);
        }
        finally
        {
            _rateLimiter.Answered(lease);
        }
    }

    private async ValueTask<T> ReadAsync<T>(
        string what,
        HttpResponseMessage message,
        DateTimeOffset sentAt,
        TimeSpan headersTook,
        Func<Response, CancellationToken, ValueTask<T>> read,
        RequestTrace? trace,
        CancellationToken cancellationToken)
    {
        var askedAt = _serverClock.AskedAt(message.Headers.Date, sentAt, headersTook);
        try
        {
            await using var body = new BodyStream(await message.Content.ReadAsStreamAsync(cancellationToken), _time);
            trace?.Reading(body);
            if (message.StatusCode != HttpStatusCode.OK)
            {
                Interlocked.Add(ref _rateLimited, message.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0);
                var error = await ErrorBody.ReadAsync(body, _mask, _time, cancellationToken);
                throw ErrorTable.FromStatus(message.StatusCode, Name, _profile.AdviceOnSize, what, error, HttpTransport.RetryAfter(message, _time));
            }

            var result = await read(new Response(body, askedAt, headersTook), cancellationToken);
            trace?.Read();
            return result;
        }
        catch (ResponseTooLargeException exception)
        {
            throw ErrorTable.FromSize(exception, Name, what);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException or JsonException)
        {
            throw ErrorTable.FromBody(exception, Name, what);
        }
    }
}
