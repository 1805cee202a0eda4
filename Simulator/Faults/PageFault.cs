using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator.Faults;

/// <summary>Serves a page of a list with links that lead astray; other answers stay as they are.</summary>
public abstract record PageFault : Fault
{
    public abstract PageLinks Twist(PageLinks links);

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Features.Set(this);
        return next(context);
    }
}
