using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Metrics;
using Microsoft.AspNetCore.Http;

namespace Dixa.Warehouse.Health;

/// <summary>What those who operate it ask: <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
public static class HealthRoutes
{
    /// <summary>Of Prometheus' text format.</summary>
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    public static IEnumerable<Route> Of(Readiness readiness, WarehouseMetrics metrics) =>
    [
        new(HttpMethods.Get, "/healthz", context => Plain.AnswerAsync(context, StatusCodes.Status200OK, "alive")),
        new(HttpMethods.Get, "/readyz", async context =>
        {
            var reason = await readiness.AskAsync();
            await Plain.AnswerAsync(context, reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, reason ?? "ready");
        }),
        new(HttpMethods.Get, "/metrics", context => Plain.AnswerAsync(context, StatusCodes.Status200OK, MetricsType, metrics.ToText())),
    ];
}
