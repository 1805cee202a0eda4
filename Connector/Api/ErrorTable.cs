using System.Globalization;
using System.Net;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>What a failed request means: who can fix it, whether to try again, and a sentence for the user.</summary>
public static partial class ErrorTable
{
    /// <param name="host">The host's name with its address: <c>Exports API (exports.dixa.io)</c>.</param>
    /// <param name="advice">What to do about responses that are too long: <see cref="HostProfile.AdviceOnSize"/>.</param>
    /// <param name="body">The start of the response's body, for the log.</param>
    public static ConnectorException FromStatus(HttpStatusCode status, string host, string advice, string what, string body, TimeSpan? retryAfter)
    {
        var (kind, canRetry, maySplit, sentence) = Row((int)status, host, advice);
        return new ConnectorException(kind, sentence, $"{what}: HTTP {(int)status} from the {host}: {body}")
        {
            Fault = new HttpFault(status, canRetry, maySplit) { RetryAfter = retryAfter },
        };
    }

    public static ConnectorException FromTimeout(TimeSpan timeout, string host, string advice, string what) => new(
        FailureKind.Transient,
        $"The {host} did not answer within {timeout.TotalSeconds:0} seconds. It may be overloaded.{advice}",
        what)
    {
        Fault = new HttpFault(null, CanRetry: true, MaySplit: true),
    };

    public static ConnectorException FromBody(Exception exception, string host, string what) => new(
        FailureKind.Transient,
        $"The {host} sent a response that broke off or is not what its documentation says. None of it counts as read. If this happens repeatedly, report it to Dixa or to us with the log.",
        $"{what}: {Describe(exception)}")
    {
        Fault = new HttpFault(HttpStatusCode.OK, CanRetry: true, MaySplit: true),
    };

    public static ConnectorException FromSize(ResponseTooLargeException exception, string host, string what) => new(
        FailureKind.System,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {host} sent more than {exception.MostBytes / (1024 * 1024)} MB for one request, {what}. The connector does not hold such a large response, and none of it counts as read. Please report this with the log."),
        $"{what}: {exception.Message}",
        exception)
    {
        Fault = new HttpFault(HttpStatusCode.OK, CanRetry: false, MaySplit: false),
    };

    private static (FailureKind Kind, bool CanRetry, bool MaySplit, string Sentence) Row(int status, string host, string advice) => status switch
    {
        // Every read is documented to answer 200. Another status says nothing about the rows, and certainly not that there are none.
        < 300 => (FailureKind.Transient, true, false, $"The {host} answered without data ({status}), where it should answer 200. Nothing counts as read. Check the URL and whether a proxy stands in between; otherwise please report this with the log."),
        400 => (FailureKind.System, false, false, $"The {host} refused a request as malformed (400). Please report this with the log."),
        401 => (FailureKind.Config, false, false, $"The {host} does not accept the API token (401). Create one in Dixa as an administrator under Settings → Integrations → API tokens with the version \"Dixa API\", and enter it again."),
        403 => (FailureKind.Config, false, false, $"The API token may not read this from the {host} (403). Have an administrator create the token, or deselect the stream."),
        404 => (FailureKind.System, false, false, $"The {host} does not know a resource that the connector asks for (404). Check the URL if you changed it, else please report this with the log."),
        407 => (FailureKind.Config, false, false, ProxyPassword(host)),
        408 => (FailureKind.Transient, true, true, $"The {host} gave up on a request after too long a time (408).{advice}"),
        413 or 422 => (FailureKind.System, false, true, $"The {host} refused a request that asks for too much ({status}).{advice} Please report this with the log."),
        429 => (FailureKind.Transient, true, false, $"The {host} limits the rate of requests (429), and did so for longer than the connector waits. Other programs may use the same token: give each its own, or lower exports_requests_per_minute or api_requests_per_second."),
        503 => (FailureKind.Transient, true, false, $"The {host} is not available at the moment (503). See https://status.dixa.io."),
        >= 500 => (FailureKind.Transient, true, true, $"The {host} has an internal problem ({status}). See https://status.dixa.io."),
        >= 300 and < 400 => (FailureKind.Transient, true, false, $"The {host} answered with a redirect ({status}), which is not followed because it would carry the token elsewhere. Check the URL and whether a proxy stands in between."),
        _ => (FailureKind.System, false, false, $"The {host} answered with the unexpected status {status}. Please report this with the log."),
    };
}
