using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dixa.Connector.Harness;

/// <summary>A server on a real socket that answers with whatever bytes a test wants, once the head of a request has come.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly Func<Stream, CancellationToken, Task<Stream>> _secure;
    private readonly bool _readsRequest;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _requests = [];

    /// <param name="answer">Answers a request; the connection is closed after it.</param>
    /// <param name="secure">Wraps a connection, in TLS; null for none.</param>
    /// <param name="address">Where to listen; null for 127.0.0.1.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="readsRequest">Whether to wait for a request; else the connection itself is answered.</param>
    public RawServer(
        Func<Stream, CancellationToken, Task> answer,
        Func<Stream, CancellationToken, Task<Stream>>? secure = null,
        IPAddress? address = null,
        int port = 0,
        bool readsRequest = true)
    {
        _readsRequest = readsRequest;
        _answer = answer;
        _secure = secure ?? ((stream, _) => Task.FromResult(stream));
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public RawServer(string answer, IPAddress? address = null, int port = 0)
        : this((stream, ct) => WriteAsync(stream, answer, ct), address: address, port: port)
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>The heads of the requests so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Writes the same again and again until the client has had enough.</summary>
    public static async Task RepeatAsync(Stream stream, string start, string part, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, start, cancellationToken);
        while (true)
        {
            await WriteAsync(stream, part, cancellationToken);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        while (true)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop), stop);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await using var stream = await _secure(client.GetStream(), cancellationToken);
            using var reader = new StreamReader(stream, leaveOpen: true);
            var head = new StringBuilder();
            while (_readsRequest && await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
            }

            lock (_requests)
            {
                _requests.Add(head.ToString());
            }

            await _answer(stream, cancellationToken);
        }
    }
}
