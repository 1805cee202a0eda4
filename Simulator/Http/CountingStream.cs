namespace Dixa.Simulator.Http;

public sealed class CountingStream(Stream inner) : BodyStream(inner)
{
    public long Bytes { get; private set; }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Inner.WriteAsync(buffer, cancellationToken);
        Bytes += buffer.Length;
    }
}
