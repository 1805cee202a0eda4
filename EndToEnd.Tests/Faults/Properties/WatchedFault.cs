using Dixa.Simulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Dixa.Connector.Faults.Properties;

/// <summary>A fault that knows whether it has struck.</summary>
public sealed record WatchedFault : Fault
{
    private readonly Fault _fault;

    public WatchedFault(DrawnFault drawn)
    {
        Drawn = drawn;
        _fault = drawn.Fault;
        (Path, WholePath, Skip, Times, MinSpanMs) = (_fault.Path, _fault.WholePath, _fault.Skip, _fault.Times, _fault.MinSpanMs);
    }

    public DrawnFault Drawn { get; }

    public bool HasStruck { get; private set; }

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        HasStruck = true;
        return _fault.StrikeAsync(context, next, time);
    }
}
