using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Dixa.Simulator.Webhooks;

namespace Dixa.Benchmarks.Deliveries;

/// <summary>Sends events at a steady rate, whether or not the ones before are answered, as many senders do who know nothing of each other.</summary>
public sealed class DeliveryLoad(int port, string secret) : IDisposable
{
    /// <summary>As many connections as a proxy in front would keep.</summary>
    private const int Connections = 64;

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Uri _url = new($"http://127.0.0.1:{port}/webhooks/dixa");

    /// <summary>Sends so many, and gives the milliseconds of each answer of 200, from the moment at which it was due. What was answered otherwise is counted.</summary>
    /// <param name="first">The number of the first event; each has one of its own.</param>
    public async Task<(IReadOnlyList<double> Milliseconds, int Refused)> SendAsync(int first, int count, double perSecond)
    {
        var milliseconds = new ConcurrentBag<double>();
        var refused = 0;
        var tasks = new List<Task>(count);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            while (Stopwatch.GetElapsedTime(start) < due)
            {
                await Task.Delay(1);
            }

            tasks.Add(DeliverAsync(first + i, due));
        }

        await Task.WhenAll(tasks);
        return ([.. milliseconds.Order()], refused);

        async Task DeliverAsync(int number, TimeSpan due)
        {
            if (await IsTakenAsync(number))
            {
                milliseconds.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsTakenAsync(int number)
    {
        var body = Encoding.UTF8.GetBytes(BodyOf(number));
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Of(body, secret, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        try
        {
            using var answer = await _client.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>A message of a customer, as long as Dixa's are: 1.2 KB.</summary>
    private static string BodyOf(int number)
    {
        var text = string.Concat(Enumerable.Repeat("Where is my order? ", 6));
        var user = """{"id":"5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11","name":"Ines Rocha","email":"ines.rocha@example.com","phone":null,"roles":[],"user_type":"Contact"}""";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"event_id":"{{{number:00000000}}}-1111-4222-8333-9a9b9c9d9e9f","event_fqn":"CONVERSATION_MESSAGE_ADDED","event_version":"1","event_timestamp":"2026-01-02T03:04:05.678Z","organization":{"id":"a1a2a3a4-0000-4000-8000-000000000001","name":"Acme ApS"},"data":{"conversation":{"csid":{{{number}}},"channel":"EMAIL","status":"OPEN","direction":"INBOUND","queue":{"id":"3c3e6d0b-91c5-4b1f-8a44-2a0a5a4c9f01","name":"Order support"},"contact_point":"support@acme.email.dixa.io","requester":{{{user}}},"assignee":null,"subject":"Order 10233","tags":[],"created_at":"2025-03-04T06:58:30.100Z"},"message_id":"6f0e2a1c-5b7d-4c3e-9f11-0a1b2c3d4e5f","author":{{{user}}},"channel":"EMAIL","direction":"inbound","text":"{{{text}}}","content":{"text":"{{{text}}}","content_type":"Text","original_content_url":null,"processed_content_url":null},"external_id":null,"created_at":"2025-03-04T06:58:30.100Z"}}""");
    }
}
