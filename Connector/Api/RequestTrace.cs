using System.Globalization;
using System.Net;
using Serilog;
using Serilog.Events;

namespace Dixa.Connector.Api;

/// <summary>One request, for <c>--debug</c>: where it went, how it ended, how much came back, and how long both took.</summary>
/// <remarks>
/// The address is known to the client's handler alone, below Refit. The trace therefore flows to it with the asynchronous call.
/// It holds no header and no body, and of a query what <see cref="ShownAddress"/> lets through.
/// </remarks>
public sealed class RequestTrace
{
    private static readonly AsyncLocal<RequestTrace?> Flowing = new();

    private string _method = "GET";
    private string _address;
    private HttpStatusCode? _status;
    private BodyStream? _body;
    private bool _isWhole;

    private RequestTrace(string what) => _address = what;

    /// <summary>The trace of the request that is being sent; null where none is wanted.</summary>
    public static RequestTrace? Current => Flowing.Value;

    /// <summary>Begins the trace of an attempt; null if the log does not want it. Call it in the method that sends.</summary>
    /// <param name="what">What is requested, shown if it fails before it has an address.</param>
    public static RequestTrace? Begin(ILogger log, string what) =>
        Flowing.Value = log.IsEnabled(LogEventLevel.Debug) ? new RequestTrace(what) : null;

    public void Sent(HttpRequestMessage request) =>
        (_method, _address) = (request.Method.Method, request.RequestUri is { } uri ? ShownAddress.Of(uri) : _address);

    public void Answered(HttpStatusCode status) => _status = status;

    public void Reading(BodyStream body) => _body = body;

    /// <summary>Notes that the response was read to its end.</summary>
    public void Read() => _isWhole = true;

    /// <param name="took">The time from sending to the end of the response.</param>
    /// <param name="waited">The wait for the rate limiter before that.</param>
    public void WriteTo(ILogger log, string host, TimeSpan took, TimeSpan waited) => log.Debug(
        "{Host:l}: {Method:l} {Address:l} → {Outcome:l}, {Bytes} bytes, {Took:0} ms, waited {Waited:0} ms",
        host,
        _method,
        _address,
        Outcome,
        _body?.BytesRead ?? 0,
        took.TotalMilliseconds,
        waited.TotalMilliseconds);

    private string Outcome => _status switch
    {
        null => "no response",
        HttpStatusCode.OK when !_isWhole => "200, not usable",
        var status => ((int)status).ToString(CultureInfo.InvariantCulture),
    };
}
