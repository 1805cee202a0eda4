using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Compresses the true body, asked or not, and after this many compressed bytes sends garbage.</summary>
public sealed record BrokenGzipFault([property: Range(0, long.MaxValue)] long AfterBytes) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        // The client's wish has been granted; it must not be compressed a second time.
        context.Request.Headers.AcceptEncoding = default;
        context.Response.Body = new GarblingStream(context.Response.Body, AfterBytes);
        return BodyCompression.WithGzipAsync(context, next);
    }
}

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
