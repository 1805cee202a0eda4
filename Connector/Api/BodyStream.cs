namespace Dixa.Connector.Api;

/// <summary>A response's body. It may be slow, but it fails after a span without progress.</summary>
/// <remarks>
/// Only time spent waiting for the network counts. A destination that holds the connector up does not make the body look
/// stalled. Fewer than <see cref="LeastBytes"/> in a whole <see cref="StallTimeout"/> count as a stall: otherwise a server that
/// sends a byte a minute would hold a sync for ever.
/// </remarks>
public sealed class BodyStream(Stream body, TimeProvider time) : Stream
{
    public static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The longest total wait for the network before a body fails.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>The largest response, unpacked, that is held in memory. 16 of them at once take half a gigabyte; a record of 20 MB fits.</summary>
    public const long LargestHeld = 32 * 1024 * 1024;

    private const int LeastBytes = 1024;

    private long _bytes;
    private long _mostBytes = long.MaxValue;
    private TimeSpan _waited;
    private TimeSpan _waitedSinceProgress;
    private long _bytesSinceProgress;
    private bool _isDisposed;

    /// <summary>How many bytes were read, unpacked.</summary>
    public long BytesRead => _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Limits the body for a caller that holds it, or its content, in memory until its end. Call it before reading.</summary>
    /// <param name="mostBytes">Reading more throws an <see cref="ResponseTooLargeException"/>.</param>
    public BodyStream HoldWhole(long mostBytes = LargestHeld)
    {
        _mostBytes = mostBytes;
        return this;
    }

    /// <remarks>A read that stalls is cancelled and awaited. If it were left running, it would write into a buffer that has a new owner.</remarks>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        var left = StallTimeout - _waitedSinceProgress;
        using var stall = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        int count;
        try
        {
            count = await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BodyException($"the body stalled: fewer than {LeastBytes} bytes in {StallTimeout.TotalSeconds:0} seconds");
        }
        catch (ObjectDisposedException) when (!_isDisposed)
        {
            // HttpClient closes a connection when the time for its headers is over, also in the moment in which they arrive.
            throw new BodyException("the connection was closed as the body began");
        }

        var waited = time.GetElapsedTime(start);
        _waited += waited;
        _waitedSinceProgress += waited;
        _bytesSinceProgress += count;
        _bytes += count;
        if (_bytes > _mostBytes)
        {
            throw new ResponseTooLargeException(_mostBytes);
        }

        if (_bytesSinceProgress >= LeastBytes)
        {
            _bytesSinceProgress = 0;
            _waitedSinceProgress = TimeSpan.Zero;
        }

        return _waited <= LongestWait
            ? count
            : throw new BodyException($"the body has not ended after {LongestWait.TotalHours:0} hours");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isDisposed = true;
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
