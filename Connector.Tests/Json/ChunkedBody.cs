namespace Dixa.Connector.Json;

/// <summary>A body that arrives in pieces.</summary>
/// <param name="chunk">How long the next piece is at most.</param>
public sealed class ChunkedBody(byte[] bytes, Func<int> chunk) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(Math.Max(1, chunk()), buffer.Length)], cancellationToken);
}
