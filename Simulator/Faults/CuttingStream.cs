using System.Globalization;
using System.Text;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Frames what is written as chunks, up to a number of bytes, and never writes the closing chunk.</summary>
public sealed class CuttingStream(Stream inner, long bytes) : BodyStream(inner)
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private long _left = bytes;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..(int)Math.Min(buffer.Length, _left)];
        if (!part.IsEmpty)
        {
            await Inner.WriteAsync(Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), cancellationToken);
            await Inner.WriteAsync(part, cancellationToken);
            await Inner.WriteAsync(LineEnd, cancellationToken);
        }

        _left -= part.Length;
        if (_left == 0)
        {
            await Inner.FlushAsync(cancellationToken);
            throw new BodyCutException();
        }
    }
}
