using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dixa.Benchmarks.Load;

/// <summary>A server that does next to nothing: each path has its answer, whatever is asked for.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IReadOnlyList<(string Path, IAnswer Answer)> _answers;
    private readonly ConcurrentDictionary<string, int> _requests = new();

    /// <param name="answers">By how a path begins; the first that fits.</param>
    public LoopbackServer(params IReadOnlyList<(string Path, IAnswer Answer)> answers)
    {
        _answers = answers;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";
        _ = Task.Run(AcceptAsync);
    }

    public string Url { get; }

    /// <summary>Requests that have come in, by the beginning of their path.</summary>
    public int RequestsTo(string path) => _requests.GetValueOrDefault(path);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                client.NoDelay = true;
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using (client)
        {
            try
            {
                var request = new byte[16 * 1024];
                while (await ReceiveAsync(client, request) is { } path)
                {
                    var (prefix, answer) = _answers.First(candidate => path.StartsWith(candidate.Path, StringComparison.Ordinal));
                    _requests.AddOrUpdate(prefix, 1, (_, count) => count + 1);
                    var head = string.Create(
                        CultureInfo.InvariantCulture,
                        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{answer.Headers}Content-Length: {answer.Length}\r\n\r\n");
                    await answer.SendAsync(client, Encoding.ASCII.GetBytes(head));
                }
            }
            catch (SocketException)
            {
                // The client has what it wanted.
            }
        }
    }

    /// <summary>The path of the next request; null when there is none. Nobody sends a second one before the first is answered.</summary>
    private static async Task<string?> ReceiveAsync(Socket client, byte[] request)
    {
        var length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var received = await client.ReceiveAsync(request.AsMemory(length));
            if (received == 0)
            {
                return null;
            }

            length += received;
        }

        return Encoding.ASCII.GetString(request, 0, length).Split(' ', 3)[1];
    }
}
