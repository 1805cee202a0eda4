using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dixa.Benchmarks;

/// <summary>A server that does no work: every request is answered with the same file, which the kernel sends.</summary>
public sealed class FileServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly string _path;

    public FileServer(string path)
    {
        _path = path;
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
                var client = await _listener.AcceptAsync();
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (SocketException)
        {
            // The listener was closed: the measurement is over.
        }
        catch (ObjectDisposedException)
        {
            // As above.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using (client)
        {
            try
            {
                var request = new byte[16 * 1024];
                while (await client.ReceiveAsync(request) > 0)
                {
                    var length = new FileInfo(_path).Length.ToString(CultureInfo.InvariantCulture);
                    await client.SendFileAsync(
                        _path,
                        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"),
                        default,
                        TransmitFileOptions.UseDefaultWorkerThread);
                }
            }
            catch (SocketException)
            {
                // The client has what it wanted.
            }
        }
    }
}
