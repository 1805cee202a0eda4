using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Dixa.Connector.Control;

/// <summary>What a webhook is delivered to: keeps each delivery, and answers with the statuses it is given, then with 200.</summary>
public sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<int> _statuses;
    private readonly ConcurrentQueue<(string Signature, string Authorization, byte[] Body)> _deliveries = new();

    public WebhookReceiver(params IEnumerable<int> statuses)
    {
        _statuses = new ConcurrentQueue<int>(statuses);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/");
        }

        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _ = ReceiveAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<(string Signature, string Authorization, byte[] Body)> Deliveries => [.. _deliveries];

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body, CancellationToken.None);
                _deliveries.Enqueue((context.Request.Headers["X-DIXA-SIGNATURE"] ?? "", context.Request.Headers["Authorization"] ?? "", body.ToArray()));
                context.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : 200;
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
