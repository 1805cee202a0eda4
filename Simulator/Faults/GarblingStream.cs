using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Passes on a number of bytes and turns each one after them into its complement.</summary>
public sealed class GarblingStream(Stream inner, long bytes) : BodyStream(inner)
{
    private long _left = bytes;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var garbled = buffer.ToArray();
        for (var index = (int)Math.Min(garbled.Length, _left); index < garbled.Length; index++)
        {
            garbled[index] = (byte)~garbled[index];
        }

        _left -= Math.Min(garbled.Length, _left);
        return Inner.WriteAsync(garbled, cancellationToken);
    }
}
