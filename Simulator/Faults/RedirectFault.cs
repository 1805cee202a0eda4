using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Faults;

/// <summary>Sends the client elsewhere, where it must not take its token.</summary>
public sealed record RedirectFault([property: Required(AllowEmptyStrings = true), RegularExpression(HeaderText.Pattern)] string Location) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = Location;
        return Task.CompletedTask;
    }
}
