using System.Net;
using System.Net.Sockets;

namespace Dixa.Benchmarks.Deliveries;

/// <summary>Connections that take room and bring nothing: half of them say nothing, half of them a byte of a header each second. One that is closed is opened again.</summary>
public sealed class Bystanders : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _tasks;
    private int _connected;

    public Bystanders(int port, int count) => _tasks = [.. Enumerable.Range(0, count).Select(i => StandAsync(port, isSlow: i % 2 == 1))];

    /// <summary>Waits until all of them are there.</summary>
    public async Task ReadyAsync()
    {
        while (Volatile.Read(ref _connected) < _tasks.Count)
        {
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_tasks);
        _over.Dispose();
    }

    private async Task StandAsync(int port, bool isSlow)
    {
        var isFirst = true;
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, _over.Token);
                if (isFirst)
                {
                    Interlocked.Increment(ref _connected);
                    isFirst = false;
                }

                await (isSlow ? DripAsync(client.GetStream()) : client.GetStream().ReadAsync(new byte[1], _over.Token).AsTask());
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // Closed, or over.
            }
        }
    }

    private async Task DripAsync(NetworkStream stream)
    {
        foreach (var letter in "POST /webhooks/dixa HTTP/1.1\r\nHost: a\r\n")
        {
            await stream.WriteAsync(new[] { (byte)letter }, _over.Token);
            await Task.Delay(1000, _over.Token);
        }
    }
}
