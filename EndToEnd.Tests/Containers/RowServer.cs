using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dixa.Connector.Containers;

/// <summary>A server that answers everything with one array of conversations, made while it is sent: larger than anybody's memory, if need be.</summary>
public sealed class RowServer : IDisposable
{
    private const int RowsAtOnce = 1000;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly string _filler = new('x', 1400);
    private readonly int _rows;
    private readonly long _firstUpdateMs;

    public RowServer(int rows, DateTimeOffset firstUpdate)
    {
        (_rows, _firstUpdateMs) = (rows, firstUpdate.ToUnixTimeMilliseconds());
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";
        _ = Task.Run(AcceptAsync);
    }

    public string Url { get; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over, or the client is gone: then the test says so.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        await client.ReceiveAsync(new byte[16 * 1024]);
        await SendAsync(client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[");
        for (var first = 0; first < _rows; first += RowsAtOnce)
        {
            var text = new StringBuilder();
            for (var row = first; row < Math.Min(first + RowsAtOnce, _rows); row++)
            {
                text.Append(row == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"id":{{row}},"updated_at":{{_firstUpdateMs + row}},"subject":"{{_filler}}"}""");
            }

            await SendAsync(client, text.ToString());
        }

        await SendAsync(client, "]");
        client.Shutdown(SocketShutdown.Both);
    }

    private static async Task SendAsync(Socket client, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text).AsMemory();
        while (bytes.Length > 0)
        {
            bytes = bytes[await client.SendAsync(bytes)..];
        }
    }
}
