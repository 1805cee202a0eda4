using System.ComponentModel.DataAnnotations;

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
