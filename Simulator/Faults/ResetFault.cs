using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Resets the connection: before anything was answered, or after so many bytes of the true body.</summary>
public sealed record ResetFault : Fault
{
    [Range(0, long.MaxValue)]
    public long AfterBytes { get; init; }

    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        if (AfterBytes == 0)
        {
            // Not a status that goes out: it is how the log says that none did.
            context.Response.StatusCode = 0;
            context.Abort();
            return;
        }

        context.Response.Body = new BreakingStream(context.Response.Body, AfterBytes);
        try
        {
            await next(context);
        }
        catch (BodyCutException)
        {
            context.Abort();
        }
    }
}

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
