using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Sends this many bytes of the true body and closes the connection, so that the last chunk is missing.</summary>
public sealed record CutFault([property: Range(0, long.MaxValue)] long AfterBytes) : Fault
{
    /// <summary>Whether the last chunk comes all the same, as from a proxy that takes a broken connection for the end of the body.</summary>
    public bool HidesIt { get; init; }

    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        if (HidesIt)
        {
            context.Response.Body = new BreakingStream(context.Response.Body, AfterBytes);
        }
        else
        {
            TakeOverFraming(context);
        }

        try
        {
            await next(context);
        }
        catch (BodyCutException)
        {
            // Returning closes the connection, or the body, in order, behind the bytes already on their way.
        }
    }

    private void TakeOverFraming(HttpContext context)
    {
        // Kestrel leaves the framing of the body to whoever sets this header himself.
        context.Response.Headers.TransferEncoding = "chunked";
        context.Response.Headers.Connection = "close";
        context.Response.Body = new CuttingStream(context.Response.Body, AfterBytes);
    }
}

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

/// <summary>Keeps the rest of a body from being made.</summary>
public sealed class BodyCutException : Exception;
