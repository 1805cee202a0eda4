using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

public sealed class DrippingStream(Stream inner, int bytes, TimeSpan tick, TimeProvider time) : BodyStream(inner)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty;)
        {
            var drop = rest[..Math.Min(bytes, rest.Length)];
            await Inner.WriteAsync(drop, cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            await Task.Delay(tick, time, cancellationToken);
            rest = rest[drop.Length..];
        }
    }
}
