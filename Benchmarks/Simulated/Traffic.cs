using System.Net;
using Dixa.Simulator.Access;
using Dixa.Simulator.Http;

namespace Dixa.Benchmarks.Simulated;

/// <summary>The requests of a sync, next to what the limits allow.</summary>
public sealed class Traffic
{
    private static readonly RateLimits Limits = new();

    private readonly TimeSpan _span;

    /// <summary>The least time in which as many exports can arrive: bursts of ten, a minute apart; and how long they took.</summary>
    private readonly (TimeSpan Least, TimeSpan Taken) _exports;

    /// <summary>The least time for the Dixa API: a burst of four, then ten a second; and how long they took.</summary>
    private readonly (TimeSpan Least, TimeSpan Taken) _api;

    public Traffic(IReadOnlyList<LoggedRequest> requests)
    {
        var exports = requests.Where(IsExport).ToList();
        var api = requests.Where(request => !IsExport(request)).ToList();
        (Exports, Api) = (exports.Count, api.Count);
        Refused = requests.Count(request => request.Status == (int)HttpStatusCode.TooManyRequests);
        _span = SpanOf(requests);
        _exports = (LeastOfExports(Exports), SpanOf(exports));
        _api = (LeastOfApi(Api), SpanOf(api));
    }

    /// <summary>Requests to the Exports API.</summary>
    public int Exports { get; }

    /// <summary>Requests to the Dixa API.</summary>
    public int Api { get; }

    public int All => Exports + Api;

    /// <summary>Answers with 429.</summary>
    public int Refused { get; }

    /// <summary>From the first arrival to the last.</summary>
    public double Seconds => _span.TotalSeconds;

    /// <summary>The least that as many requests can take.</summary>
    public double SecondsAtTheLimit => Bottleneck.Least.TotalSeconds;

    /// <summary>How much of the limit was used of the API that took longest.</summary>
    public double Share => Bottleneck.Least / Bottleneck.Taken;

    private (TimeSpan Least, TimeSpan Taken) Bottleneck => _exports.Least > _api.Least ? _exports : _api;

    public static TimeSpan LeastOfExports(double requests) => TimeSpan.FromMinutes(Math.Floor(Math.Max(0, requests - 1) / Limits.ExportsPerMinute));

    public static TimeSpan LeastOfApi(double requests) => TimeSpan.FromSeconds(Math.Max(0, requests - Limits.ApiBurst) / Limits.ApiPerSecond);

    private static bool IsExport(LoggedRequest request) => request.Path is "/v1/conversation_export" or "/v1/message_export";

    private static TimeSpan SpanOf(IReadOnlyList<LoggedRequest> requests) =>
        requests is [] ? TimeSpan.Zero : requests[^1].ArrivedAt - requests[0].ArrivedAt;
}
