using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Sends this many bytes of the true body, then nothing more until the client gives up.</summary>
public sealed record StallFault([property: Range(0, long.MaxValue)] long AfterBytes) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.Body = new StallingStream(context.Response.Body, AfterBytes);
        return next(context);
    }
}

/// <summary>Passes on a number of bytes and then waits for ever.</summary>
public sealed class StallingStream(Stream inner, long bytes) : BodyStream(inner)
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
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
