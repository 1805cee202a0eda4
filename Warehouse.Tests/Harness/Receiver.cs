using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dixa.Simulator.Webhooks;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Metrics;
using Dixa.Warehouse.Webhooks;
using Serilog;

namespace Dixa.Warehouse.Harness;

/// <summary>A receiver of webhooks over a test's database, in this process, and who delivers to it.</summary>
public sealed class Receiver : IDisposable, IBell
{
    public const string Secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private readonly WebhookServer _server;
    private readonly Serilog.Core.Logger _logger;
    private readonly List<string> _log = [];
    private readonly List<(string Fqn, DateTimeOffset At)> _rung = [];
    private readonly TimeProvider _time;

    public Receiver(Database database, TimeProvider? time = null, WebhookLimits? limits = null, HostLimits? hostLimits = null, ListenAddress? address = null, CancellationToken stop = default, params string[] secrets)
    {
        _time = time ?? TimeProvider.System;
        _logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new ListSink(_log)).CreateLogger();
        var options = new WebhookServerOptions(address ?? new ListenAddress(IPAddress.Loopback, 0), TimeSpan.FromMinutes(15)) { Limits = limits ?? new WebhookLimits(), HostLimits = hostLimits ?? new HostLimits() };
        _server = WebhookServer.Start(options, database.Config() with { WebhookSecrets = secrets is [] ? [Secret] : secrets }, this, Metrics, _time, _logger, stop);
        Client = new HttpClient { BaseAddress = new Uri(_server.Addresses[0]), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public WarehouseMetrics Metrics { get; } = new();

    /// <summary>How many deliveries are being read or wait for their commit.</summary>
    public int UnderWay => (int)Figure("dixa_webhook_under_way");

    /// <summary>How many events wait for their commit.</summary>
    public int WaitingEvents => (int)Figure("dixa_webhook_waiting_events");

    public int Port => Client.BaseAddress!.Port;

    public string[] Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    public (string Fqn, DateTimeOffset At)[] Rung
    {
        get
        {
            lock (_rung)
            {
                return [.. _rung];
            }
        }
    }

    public void Ring(string eventFqn, DateTimeOffset eventTimestamp)
    {
        lock (_rung)
        {
            _rung.Add((eventFqn, eventTimestamp));
        }
    }

    public string Sign(ReadOnlySpan<byte> body, string secret = Secret, DateTimeOffset? at = null) => WebhookSignature.Of(body, secret, (at ?? _time.GetUtcNow()).ToUnixTimeMilliseconds());

    /// <summary>Delivers a body as Dixa does.</summary>
    public async Task<HttpStatusCode> DeliverAsync(string body, string secret = Secret, DateTimeOffset? at = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return await SendAsync(bytes, Sign(bytes, secret, at));
    }

    public async Task<HttpStatusCode> SendAsync(byte[] body, string? signature, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookEndpoint.Path) { Content = new ByteArrayContent(body) };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(SignatureHeader.Name, signature);
        }

        change?.Invoke(request);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Opens a connection, on which a test says what it likes.</summary>
    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Sends bytes as they are, and gives everything that comes back until the server closes the connection, or has answered once.</summary>
    public async Task<string> SayAsync(string request)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It was answered and closed before all was said.
        }

        return await HearAsync(stream);
    }

    /// <summary>The status line of an answer; empty where the connection was closed without one.</summary>
    public static async Task<string> HearAsync(Stream stream)
    {
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (!heard.ToString().Contains("\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
            {
                heard.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset.
        }

        return heard.ToString().Split("\r\n")[0];
    }

    public static string Event(int number, string fqn = "CONVERSATION_MESSAGE_ADDED") => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"event_id":"{{{number:00000000}}}-1111-4222-8333-9a9b9c9d9e9f","event_fqn":"{{{fqn}}}","event_version":"1","event_timestamp":"2026-01-02T03:04:05.678Z","organization":{"id":"a1","name":"Acme"},"data":{"conversation":{"csid":{{{number}}},"channel":"EMAIL"},"text":"Where is my order?"}}""");

    /// <summary>The figure of a metric without labels.</summary>
    public double Figure(string name)
    {
        var line = Encoding.UTF8.GetString(Metrics.ToText()).Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
        _logger.Dispose();
    }
}
