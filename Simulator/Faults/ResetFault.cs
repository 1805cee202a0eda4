using System.ComponentModel.DataAnnotations;

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
