namespace Dixa.Simulator.Faults;

/// <summary>Sends this many bytes of the true body and closes the connection, so that the last chunk is missing.</summary>
public sealed record CutFault(long AfterBytes) : Fault
{
    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        // Kestrel leaves the framing of the body to whoever sets this header himself.
        context.Response.Headers.TransferEncoding = "chunked";
        context.Response.Headers.Connection = "close";
        context.Response.Body = new CuttingStream(context.Response.Body, AfterBytes);
        try
        {
            await next(context);
        }
        catch (BodyCutException)
        {
            // Returning closes the connection in order, behind the bytes already on their way.
        }
    }
}
