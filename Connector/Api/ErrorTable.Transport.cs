using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>What failed on the network, before or during a response.</summary>
/// <remarks>
/// The messages of the libraries are never repeated. They quote what the server sent, which may be the token in any form, and
/// the address of a proxy with its password.
/// </remarks>
public static partial class ErrorTable
{
    private const string Outage = "if they are in order, Dixa may have an outage: https://status.dixa.io.";

    /// <param name="proxy">The proxy in use, as <c>host:port</c>; null for none.</param>
    public static ConnectorException FromTransport(Exception exception, string host, string? proxy, string what)
    {
        var (kind, canRetry, sentence) = Row(exception, host, proxy);
        return new ConnectorException(kind, sentence, $"{what}: {Describe(exception)}") { Fault = new HttpFault(null, canRetry, MaySplit: false) };
    }

    private static (FailureKind Kind, bool CanRetry, string Sentence) Row(Exception exception, string host, string? proxy)
    {
        var (peer, check) = proxy is null
            ? ($"The {host}", "Check the connector's network, proxy and firewall")
            : ($"The proxy {proxy} on the way to the {host}", "Check the connector's network and the variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY");
        return exception switch
        {
            HttpRequestException { InnerException: CertificateException { IsUntrusted: true } } =>
                (FailureKind.Config, false, $"The certificate of the {host} is not signed by an authority that this machine trusts. If a proxy or firewall of yours opens TLS, give the connector its CA certificate: mount the file (PEM) and set the variable SSL_CERT_FILE to its path."),
            HttpRequestException { InnerException: CertificateException { IsOutOfTime: true } } =>
                (FailureKind.Transient, false, $"The certificate of the {host} has expired or is not valid yet. Check this machine's clock; if it is right, the operator of the host, or of the proxy in front of it, has to renew the certificate."),
            HttpRequestException { InnerException: CertificateException { IsForAnotherName: true } } =>
                (FailureKind.Config, false, $"The certificate that the {host} shows is for another name. Check the URL if you changed it; else something on the way answers in its place, such as a proxy or a sign-in page."),
            HttpRequestException { InnerException: CertificateException } =>
                (FailureKind.Config, false, $"The certificate of the {host} is not valid. Check the URL and whether a proxy or firewall opens TLS; the log says more."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException } =>
                (FailureKind.Transient, true, $"No TLS connection to the {host} is possible: the server there speaks something else, such as plain http, or other versions of TLS. Check the port of the URL if you changed it, and whether a proxy or firewall breaks TLS."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                (FailureKind.Transient, true, $"The {host} can't be reached: the connection ended during the TLS handshake. {check}; {Outage}"),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                (FailureKind.Transient, true, $"{peer} can't be found: its name does not resolve. {check}, the DNS, and the URL if you changed it."),
            HttpRequestException { HttpRequestError: HttpRequestError.UserAuthenticationError } or HttpRequestException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } =>
                (FailureKind.Config, false, ProxyPassword(host)),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } =>
                (FailureKind.Transient, true, $"{peer} does not let the connector through ({(int)status}). Have it allow the host, or name the host in NO_PROXY if it can be reached without the proxy."),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                (FailureKind.Transient, true, $"{peer} does not let the connector through. {check}."),
            { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
                (FailureKind.Transient, true, $"{peer} can't be reached: it refuses connections. {check}, and the URL if you changed it; {Outage}"),
            { InnerException: SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable } } =>
                (FailureKind.Transient, true, $"{peer} can't be reached: the network has no route to it. {check}; {Outage}"),
            OperationCanceledException { InnerException: TimeoutException } =>
                (FailureKind.Transient, true, $"{peer} can't be reached: no connection was made within {HttpTransport.ConnectTimeout.TotalSeconds:0} seconds. {check}; {Outage}"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                (FailureKind.Transient, true, $"The {host} sent a response with more headers than are read. Check the URL and whether a proxy stands in between."),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } =>
                (FailureKind.Transient, true, $"The {host} sent a response that is not HTTP. Check the URL, its port, and whether a proxy stands in between."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                (FailureKind.Transient, true, $"{peer} can't be reached. {check}; {Outage}"),
            _ => (FailureKind.Transient, true, $"The {host} can't be reached: the connection ended before there was a response. {check}; {Outage}"),
        };
    }

    private static string ProxyPassword(string host) =>
        $"The proxy on the way to the {host} requires a user and a password (407), or rejected those that it got. Set the variable HTTPS_PROXY (HTTP_PROXY for an http:// URL) to http://user:password@proxy:port, or name the host in NO_PROXY if it can be reached without the proxy.";

    /// <summary>Describes a failure by types and codes; a message is used only where it is our own.</summary>
    private static string Describe(Exception exception) => exception switch
    {
        _ when exception.GetType() == typeof(JsonException) => exception.Message,
        BodyException or CertificateException => exception.Message,
        JsonException json => $"invalid JSON in line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}",
        InvalidDataException => "the body is not valid gzip",
        _ => Codes(exception) + (exception.InnerException is { } inner ? $", {Describe(inner)}" : ""),
    };

    private static string Codes(Exception exception) => exception switch
    {
        HttpRequestException http => $"{nameof(HttpRequestException)} {http.HttpRequestError}",
        HttpIOException io => $"{nameof(HttpIOException)} {io.HttpRequestError}",
        SocketException socket => $"{nameof(SocketException)} {socket.SocketErrorCode}",
        _ => exception.GetType().Name,
    };
}
