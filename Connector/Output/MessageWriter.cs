using System.Threading.Channels;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Output;

/// <summary>The only owner of stdout. It takes chunks of whole lines and writes them in the order in which they came.</summary>
/// <remarks>
/// <para>At most <see cref="ChunksInFlight"/> chunks of records are queued. A producer that is ahead of the destination waits in
/// <see cref="WriteAsync"/>. A slow reader thus slows down the API's socket, and memory use stays constant.</para>
/// <para>Single messages (logs, traces) are few and never wait, so that a log line can be written from anywhere.</para>
/// </remarks>
public sealed class MessageWriter : IAsyncDisposable
{
    private const int ChunksInFlight = 8;

    private readonly Stream _stdout;
    private readonly SecretMask _mask;
    private readonly Channel<Queued> _queue = Channel.CreateUnbounded<Queued>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room = new(ChunksInFlight);
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pump;

    public MessageWriter(Stream stdout, SecretMask mask)
    {
        _stdout = stdout;
        _mask = mask;
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Cancelled when stdout has lost its reader, since further work would be useless.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Why stdout could not be written; null while it can.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Queues a chunk of records. Waits while the destination is behind.</summary>
    public async ValueTask WriteAsync(OutputChunk chunk, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        _queue.Writer.TryWrite(new Queued(chunk, TakesRoom: true));
    }

    /// <summary>Queues one message. Never waits.</summary>
    public void Post(Message message)
    {
        var chunk = new OutputChunk(512);
        message.WriteTo(chunk, _mask);
        if (!_queue.Writer.TryWrite(new Queued(chunk, TakesRoom: false)))
        {
            chunk.Dispose();
        }
    }

    /// <summary>Closes the queue. Completes when everything in it has been written, or <see cref="Error"/> is set.</summary>
    public Task CompleteAsync()
    {
        _queue.Writer.TryComplete();
        return _pump;
    }

    public async ValueTask DisposeAsync()
    {
        await CompleteAsync();
        await _stdout.DisposeAsync();
        _closed.Dispose();
        _room.Dispose();
    }

    private async Task PumpAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var queued))
            {
                using (queued.Chunk)
                {
                    if (!_closed.IsCancellationRequested)
                    {
                        Write(queued.Chunk);
                    }
                }

                if (queued.TakesRoom)
                {
                    _room.Release();
                }
            }
        }
    }

    private void Write(OutputChunk chunk)
    {
        try
        {
            _stdout.Write(chunk.Written.Span);
        }
#pragma warning disable CA1031 // Whatever it is, producers must not wait for a writer that has ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The reader has gone, the disk is full, or stdout was never open. No further output can reach anyone.
            Error = exception;
            _closed.Cancel();
        }
    }

    /// <summary>A type of our own, so that the channel's code for it is compiled ahead with ours.</summary>
    private readonly record struct Queued(OutputChunk Chunk, bool TakesRoom);
}
