using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Faults;

/// <summary>Sends the true body this many bytes at a time, with a pause after each.</summary>
public sealed record DripFault([property: Range(1, int.MaxValue)] int Bytes, [property: Range(0, int.MaxValue)] int TickMs) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.Body = new DrippingStream(context.Response.Body, Bytes, TimeSpan.FromMilliseconds(TickMs), time);
        return next(context);
    }
}
