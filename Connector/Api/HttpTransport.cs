using System.Net;
using System.Net.Security;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>Connections to a host, with TLS and proxies, and what the error table has to know about them.</summary>
public static class HttpTransport
{
    private static readonly string[] ProxyVariables = ["http_proxy", "https_proxy", "all_proxy"];

    /// <summary>How long setting up a connection may take: all addresses, the proxy's tunnel and TLS together.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Creates a client for one host. Redirects are off, because they would carry the token elsewhere.</summary>
    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    public static HttpClient CreateClient(Uri url, string authorization, TimeProvider time) =>
        CreateClient(url, authorization, CreateHandler(AddressRace.OfSockets(time)));

    /// <inheritdoc cref="CreateClient(Uri, string, TimeProvider)"/>
    public static HttpClient CreateClient(Uri url, string authorization, HttpMessageHandler handler) =>
        new(new AuthenticationHandler(authorization, handler))
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", $"source-dixa/{ConnectorVersion.Current}" }, { "Accept", "application/json" } },
        };

    public static SocketsHttpHandler CreateHandler(AddressRace race) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = ConnectTimeout,
        // With a proxy, this connects to the proxy.
        ConnectCallback = (context, cancellationToken) =>
            new ValueTask<Stream>(race.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken)),
        // Long enough to keep a connection through a sync's waits, short enough to follow a change of DNS.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = CertificateException.ThrowIfInvalid },
        UseCookies = false,
    };

    /// <summary>The passwords of the proxies in the environment; the user's name where there is no password.</summary>
    public static IEnumerable<string> ProxyPasswords() => ProxyVariables
        .SelectMany(name => new[] { name, name.ToUpperInvariant() })
        .Select(Environment.GetEnvironmentVariable)
        .OfType<string>()
        .Select(UrlPassword.Of)
        .OfType<string>();

    /// <summary>The proxy that the environment sets for an address, as <c>host:port</c>; null for none.</summary>
    public static string? ProxyFor(Uri url) => HttpClient.DefaultProxy.GetProxy(url) is { } proxy ? $"{proxy.Host}:{proxy.Port}" : null;

    /// <summary>Finds the transport failure in an exception, since Refit wraps what the client throws. Null if there is none.</summary>
    public static Exception? FailureIn(Exception? exception)
    {
        while (exception is not (null or HttpRequestException or IOException or OperationCanceledException))
        {
            exception = exception.InnerException;
        }

        return exception;
    }

    /// <summary>The wait that <c>Retry-After</c> asks for, given in seconds or as a date; null without it.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage message, TimeProvider time) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta > TimeSpan.Zero ? delta : TimeSpan.Zero,
        { Date: { } date } when date - (message.Headers.Date ?? time.GetUtcNow()) is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
