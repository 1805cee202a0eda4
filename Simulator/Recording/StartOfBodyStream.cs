namespace Dixa.Simulator.Recording;

/// <summary>Reads a stream and keeps its first bytes, for a body that turns out to be no JSON.</summary>
public sealed class StartOfBodyStream(Stream inner, int kept) : ReadingStream
{
    private readonly MemoryStream _start = new();

    public byte[] Bytes => _start.ToArray();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _start.Write(buffer.Span[..(int)Math.Min(read, kept - _start.Length)]);
        return read;
    }
}
