using Dixa.Simulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Dixa.Connector.Faults.Source;

/// <summary>No fault: something happens just before the true answer to a request is made.</summary>
public sealed record MomentFault(Action Act) : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        Act();
        return next(context);
    }
}
