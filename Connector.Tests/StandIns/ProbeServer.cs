using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dixa.Connector.StandIns;

/// <summary>A server on a real socket that answers each connection with the given bytes and keeps what it was asked.</summary>
public sealed class ProbeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;

    public ProbeServer(string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The request line and the headers of the last request.</summary>
    public IReadOnlyList<string> Request { get; private set; } = [];

    /// <summary>An address that nothing listens on any more.</summary>
    public static Uri ClosedAddress()
    {
        using var server = new ProbeServer();
        return server.Address;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var connection = await _listener.AcceptTcpClientAsync();
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream);
            var lines = new List<string>();
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                lines.Add(line);
            }

            Request = lines;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer));
            if (!_answer.Contains("Connection: close", StringComparison.Ordinal))
            {
                // The rest never comes: the connection stays open until the client gives up.
                await reader.ReadLineAsync();
            }
        }
    }
}
