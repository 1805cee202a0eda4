using System.Net;
using System.Net.Sockets;

namespace Dixa.Connector.Api;

/// <summary>Connects to a host by whichever of its addresses answers first, in the manner of RFC 8305 (Happy Eyeballs).</summary>
/// <remarks>
/// The addresses alternate between the families. The next one is tried after <see cref="Pause"/>, or at once when one fails.
/// Earlier attempts continue meanwhile, and a connection that comes too late is closed. The caller limits the total time.
/// </remarks>
/// <param name="resolve">Finds a host's addresses, the best first.</param>
/// <param name="connect">Connects to one of them.</param>
public sealed class AddressRace(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve,
    Func<IPEndPoint, CancellationToken, Task<Stream>> connect,
    TimeProvider time)
{
    /// <summary>The head start of each address over the next one, as RFC 8305 recommends.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static AddressRace OfSockets(TimeProvider time) => new(Dns.GetHostAddressesAsync, ConnectSocketAsync, time);

    /// <exception cref="SocketException">The name does not resolve, or no address accepts a connection. Then it is the first failure.</exception>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var waiting = new Queue<IPAddress>(InTurns(await resolve(host, cancellationToken)));
        var running = new List<Task<Stream>>();
        Exception? failure = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (waiting.Count + running.Count > 0)
            {
                if (waiting.TryDequeue(out var address))
                {
                    running.Add(connect(new IPEndPoint(address, port), stop.Token));
                }

                if (await FirstEndedAsync(running, waiting.Count > 0 ? Pause : Timeout.InfiniteTimeSpan, cancellationToken) is not { } ended)
                {
                    continue;
                }

                running.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                {
                    return await ended;
                }

                cancellationToken.ThrowIfCancellationRequested();
                failure ??= ended.Exception?.InnerException;
            }
        }
        finally
        {
            await stop.CancelAsync();
            running.ForEach(CloseLate);
        }

        throw failure ?? new SocketException((int)SocketError.NoData);
    }

    /// <summary>The attempt that ended first; null when none did in time.</summary>
    private async Task<Task<Stream>?> FirstEndedAsync(List<Task<Stream>> running, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.WhenAny(running).WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <remarks>In plain steps: a query that groups is compiled anew in each process, before its first connection.</remarks>
    private static IEnumerable<IPAddress> InTurns(IPAddress[] addresses)
    {
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToList();
        var second = addresses.Where(address => address.AddressFamily != addresses[0].AddressFamily).ToList();
        for (var turn = 0; turn < Math.Max(first.Count, second.Count); turn++)
        {
            if (turn < first.Count)
            {
                yield return first[turn];
            }

            if (turn < second.Count)
            {
                yield return second[turn];
            }
        }
    }

    private static void CloseLate(Task<Stream> attempt) =>
        _ = attempt.ContinueWith(static ended => ended.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    public static async Task<Stream> ConnectSocketAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
