using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Passes on a number of bytes and then breaks.</summary>
public sealed class BreakingStream(Stream inner, long bytes) : BodyStream(inner)
{
    private long _left = bytes;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..(int)Math.Min(buffer.Length, _left)];
        await Inner.WriteAsync(part, cancellationToken);
        await Inner.FlushAsync(cancellationToken);
        _left -= part.Length;
        if (_left == 0)
        {
            throw new BodyCutException();
        }
    }
}
