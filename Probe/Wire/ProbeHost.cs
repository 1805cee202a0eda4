using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Diagnostics;

namespace Dixa.Probe.Wire;

/// <summary>One of Dixa's hosts, asked with a tenth of what it allows. Every request is a GET, and passes the connector's own rate limiter.</summary>
/// <remarks>It differs from the connector's host in one thing: whatever the status is, it is what was asked for.</remarks>
public sealed class ProbeHost : IDisposable
{
    /// <summary>How often a request is tried that gets no answer, or is refused for its rate.</summary>
    private const int Tries = 3;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly HostProfile _profile;
    private readonly RequestTally _tally;
    private readonly TimeProvider _time;
    private readonly Pause _pause;
    private readonly Action<Answer> _answered;
    private readonly RateLimiter _limiter;
    private readonly Dictionary<Sign, HttpClient> _clients;

    /// <param name="answered">Told of every answer, those that are asked for again among them.</param>
    public ProbeHost(HostProfile profile, Uri url, string token, RequestTally tally, TimeProvider time, Pause pause, Action<Answer> answered)
    {
        (_profile, _tally, _time, _pause, _answered, Url, Name) = (profile, tally, time, pause, answered, url, $"{profile.Name} ({url.Host})");
        _limiter = new RateLimiter(profile.Limit, profile.Span, profile.Margin, profile.Settle, time);
        var wrong = $"wrong-{Guid.Empty:N}";
        _clients = new()
        {
            [Sign.Raw] = CreateClient(token),
            [Sign.Bearer] = CreateClient($"Bearer {token}"),
            [Sign.Wrong] = CreateClient(profile.Name == HostProfiles.Exports.Name ? $"Bearer {wrong}" : wrong),
        };

        HttpClient CreateClient(string authorization)
        {
            // Left compressed here: the header that says so would be gone otherwise.
            var handler = HttpTransport.CreateHandler(AddressRace.OfSockets(time));
            handler.AutomaticDecompression = DecompressionMethods.None;
            var client = HttpTransport.CreateClient(url, authorization, handler);
            client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
            return client;
        }
    }

    public Uri Url { get; }

    public string Name { get; }

    /// <summary>How the token is shown, unless a request says otherwise.</summary>
    public Sign Sign { get; set; }

    /// <summary>Called before each request.</summary>
    public Func<CancellationToken, Task>? Before { get; set; }

    /// <param name="path">The path with its query, or a whole address on this host.</param>
    /// <param name="read">Reads the body of a 200; null to look at nothing but the headers.</param>
    /// <exception cref="ConnectorException">There was no answer, or its body was none.</exception>
    /// <exception cref="RequestLimitException">The run may make no more requests.</exception>
    public async Task<Answer> GetAsync(string path, Func<Stream, CancellationToken, Task>? read, CancellationToken cancellationToken, Sign? sign = null)
    {
        await (Before?.Invoke(cancellationToken) ?? Task.CompletedTask);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await TryAsync(path, read, sign ?? Sign, cancellationToken);
                _answered(answer);
                if (answer.Status != (int)HttpStatusCode.TooManyRequests || attempt == Tries)
                {
                    return answer;
                }

                await _pause.WaitAsync(answer.RetryAfter ?? _profile.RateLimitPause.Most, cancellationToken);
            }
            catch (ConnectorException exception) when (exception.Fault is { CanRetry: true } && attempt < Tries)
            {
                await _pause.WaitAsync(BetweenTries, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<Answer> TryAsync(string path, Func<Stream, CancellationToken, Task>? read, Sign sign, CancellationToken cancellationToken)
    {
        var what = path.Split('?')[0];
        var lease = await _limiter.WaitAsync(cancellationToken);
        _tally.Begin();
        var (sent, sentAt) = (_time.GetTimestamp(), _time.GetUtcNow());
        int? status = null;
        try
        {
            using var message = await SendAsync(what, path, sign, cancellationToken);
            status = (int)message.StatusCode;
            return await ReadAsync(message, read, sentAt, _time.GetElapsedTime(sent), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException or JsonException)
        {
            throw ErrorTable.FromBody(exception, Name, what);
        }
        finally
        {
            _limiter.Answered(lease);
            _tally.Answered(Name, status);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string what, string path, Sign sign, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_profile.HeadersTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await _clients[sign].GetAsync(Address(path), HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            throw ErrorTable.FromTimeout(_profile.HeadersTimeout, Name, "", what);
        }
        catch (Exception exception) when (HttpTransport.FailureIn(exception) is { } failure)
        {
            throw ErrorTable.FromTransport(failure, Name, HttpTransport.ProxyFor(Url), what);
        }
    }

    private Uri Address(string path) => path.StartsWith('/') ? new Uri(Url.AbsoluteUri.TrimEnd('/') + path) : new Uri(path);

    private async Task<Answer> ReadAsync(
        HttpResponseMessage message, Func<Stream, CancellationToken, Task>? read, DateTimeOffset sentAt, TimeSpan took, CancellationToken cancellationToken)
    {
        var isGzip = message.Content.Headers.ContentEncoding.Contains("gzip");
        var answer = new Answer
        {
            Host = Name,
            Status = (int)message.StatusCode,
            HeaderNames = [.. message.Headers.Concat(message.Content.Headers).Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase)],
            Date = message.Headers.Date,
            SentAt = sentAt,
            Took = took,
            IsGzip = isGzip,
            RetryAfter = HttpTransport.RetryAfter(message, _time),
        };
        if (answer.IsOk && read is null)
        {
            return answer;
        }

        await using var body = new BodyStream(await message.Content.ReadAsStreamAsync(cancellationToken), _time);
        await using Stream plain = isGzip ? new GZipStream(body, CompressionMode.Decompress) : body;
        if (answer.IsOk)
        {
            await read!(plain, cancellationToken);
            return answer;
        }

        return answer with { Form = await FormAsync(plain, message.Content.Headers.ContentType?.MediaType, cancellationToken) };
    }

    private static async Task<string> FormAsync(Stream body, string? mediaType, CancellationToken cancellationToken)
    {
        var start = new byte[BodyForm.Most];
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return BodyForm.Of(start.AsMemory(0, length), mediaType);
    }
}
