namespace Dixa.Simulator.Faults;

/// <summary>Resets the connection before anything was answered.</summary>
public sealed record ResetFault : Fault
{
    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        // Not a status that goes out: it is how the log says that none did.
        context.Response.StatusCode = 0;
        context.Abort();
        return Task.CompletedTask;
    }
}
