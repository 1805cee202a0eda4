using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Faults;

/// <summary>Waits before the true answer begins.</summary>
public sealed record DelayFault([property: Range(0, int.MaxValue)] int DelayMs) : Fault
{
    public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(DelayMs), time, context.RequestAborted);
        await next(context);
    }
}
