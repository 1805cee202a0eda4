using System.Globalization;

namespace Dixa.Simulator.Http;

/// <summary>Dates every answer by the simulator's clock, where the server would take the machine's.</summary>
public sealed class DateHeader(TimeProvider time)
{
    public Task StampAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
