using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Dixa.Warehouse.EndToEnd.Webhooks;

/// <summary>Stands between Dixa and the receiver, as a proxy does: hands deliveries on, and keeps what each was answered.</summary>
public sealed class RecordingGate : IDisposable
{
    private const string Signature = "X-DIXA-SIGNATURE";

    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Uri _receiver;
    private readonly ConcurrentDictionary<string, int> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _sent = new();
    private int _lost;

    /// <param name="receiver">Where deliveries go; it need not be there all the time.</param>
    public RecordingGate(Uri receiver)
    {
        _receiver = receiver;
        Url = new Uri($"http://127.0.0.1:{FreePort()}/hook/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _ = TakeAsync();
    }

    /// <summary>Where deliveries come.</summary>
    public Uri Url { get; }

    /// <summary>The events that were answered with 200, and how often.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    /// <summary>The events that came at all, and how often.</summary>
    public IReadOnlyDictionary<string, int> Sent => _sent;

    /// <summary>Deliveries that nobody answered.</summary>
    public int Lost => _lost;

    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
    }

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => HandOnAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task HandOnAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var id = IdOf(body.ToArray());
        _sent.AddOrUpdate(id, 1, (_, count) => count + 1);
        var status = await AskAsync(body.ToArray(), context.Request.Headers[Signature]!);
        if (status == (int)HttpStatusCode.OK)
        {
            _accepted.AddOrUpdate(id, 1, (_, count) => count + 1);
        }

        context.Response.StatusCode = status;
        context.Response.Close();
    }

    private async Task<int> AskAsync(byte[] body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _receiver) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(Signature, signature);
        try
        {
            using var answer = await _client.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref _lost);
            return (int)HttpStatusCode.BadGateway;
        }
    }

    private static string IdOf(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("event_id").GetString()!;
    }
}
