using System.ComponentModel.DataAnnotations;

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
