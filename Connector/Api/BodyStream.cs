namespace Dixa.Connector.Api;

/// <summary>An answer's body that may be slow, but must go on: a span without progress ends it.</summary>
/// <remarks>
/// Only time spent waiting for the network counts, so a destination that holds the connector up does not make the body look
/// stalled. A body that drips (fewer than <see cref="LeastBytes"/> in a whole <see cref="StallTimeout"/>) counts as stalled,
/// else one that sends a byte a minute would hold a sync for ever.
/// </remarks>
public sealed class BodyStream(Stream body, TimeProvider time) : Stream
{
    public static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A body that is still not at its end after this much waiting never will be.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>The most that an answer may have, unpacked, that is held whole: 16 such at once are half a gigabyte. A record of 20 MB fits.</summary>
    public const long LargestHeld = 32 * 1024 * 1024;

    private const int LeastBytes = 1024;

    private long _bytes;
    private long _mostBytes = long.MaxValue;
    private TimeSpan _waited;
    private TimeSpan _waitedSinceProgress;
    private long _bytesSinceProgress;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>To be called before the body is read by whoever holds it, or what it says, until its end.</summary>
    /// <param name="mostBytes">Reading more ends in an <see cref="AnswerTooLargeException"/>.</param>
    public BodyStream HoldWhole(long mostBytes = LargestHeld)
    {
        _mostBytes = mostBytes;
        return this;
    }

    /// <remarks>A read that stalls is cancelled and waited for, never left behind: it would go on writing into a buffer that somebody else has by then.</remarks>
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

        var waited = time.GetElapsedTime(start);
        _waited += waited;
        _waitedSinceProgress += waited;
        _bytesSinceProgress += count;
        _bytes += count;
        if (_bytes > _mostBytes)
        {
            throw new AnswerTooLargeException(_mostBytes);
        }

        if (_bytesSinceProgress >= LeastBytes)
        {
            _bytesSinceProgress = 0;
            _waitedSinceProgress = TimeSpan.Zero;
        }

        return _waited <= LongestWait
            ? count
            : throw new BodyException($"the body is still not at its end after {LongestWait.TotalHours:0} hours");
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
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
