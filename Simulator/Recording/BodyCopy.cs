using System.IO.Pipelines;

namespace Dixa.Simulator.Recording;

/// <summary>The copy of a body on its way to the recording. All that came can be read; after it an early end is an error.</summary>
/// <remarks>A pipe that is completed with an exception throws it at once, and what had come before would be lost.</remarks>
public sealed class BodyCopy : ReadingStream
{
    /// <summary>How far the client may be ahead of the recording.</summary>
    private static readonly PipeOptions Ahead = new(pauseWriterThreshold: 4 * 1024 * 1024, resumeWriterThreshold: 2 * 1024 * 1024, useSynchronizationContext: false);

    private readonly Pipe _pipe = new(Ahead);
    private readonly Stream _reader;
    private Exception? _failure;

    public BodyCopy() => _reader = _pipe.Reader.AsStream();

    /// <summary>Adds what has come. Waits where the recording is too far behind, and does nothing once it has ended.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes) => await _pipe.Writer.WriteAsync(bytes);

    /// <summary>Ends the body.</summary>
    /// <param name="failure">What ended it too early; null if it is whole.</param>
    public async ValueTask EndAsync(Exception? failure)
    {
        _failure = failure;
        await _pipe.Writer.CompleteAsync();
    }

    /// <summary>Lets the client have the rest of the body, whatever came of the recording.</summary>
    public async ValueTask LeaveAsync() => await _pipe.Reader.CompleteAsync();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _reader.ReadAsync(buffer, cancellationToken);
        return read > 0 || buffer.IsEmpty || _failure is null ? read : throw new BrokenBodyException(_failure);
    }

    protected override void Dispose(bool disposing)
    {
        _reader.Dispose();
        base.Dispose(disposing);
    }
}
