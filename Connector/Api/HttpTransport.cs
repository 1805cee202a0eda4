using System.Net;
using System.Net.Security;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>The way to a host: connections, TLS and proxies, with what the error table has to know of them.</summary>
public static class HttpTransport
{
    private static readonly string[] ProxyVariables = ["http_proxy", "https_proxy", "all_proxy"];

    /// <summary>How long a connection may take, with all addresses that are tried, the proxy's tunnel and TLS.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    public static SocketsHttpHandler Create(AddressRace race) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = ConnectTimeout,
        // With a proxy, it is the proxy that is connected to.
        ConnectCallback = (context, cancellationToken) =>
            new ValueTask<Stream>(race.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken)),
        // Long enough to keep a connection through a sync's waits, short enough to follow a change of DNS.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = CertificateException.ThrowIfInvalid },
        UseCookies = false,
    };

    /// <summary>The passwords in what the environment sets as proxies; the user's name where it stands alone.</summary>
    public static IEnumerable<string> ProxyPasswords() => ProxyVariables
        .SelectMany(name => new[] { name, name.ToUpperInvariant() })
        .Select(Environment.GetEnvironmentVariable)
        .OfType<string>()
        .Select(UrlPassword.Of)
        .OfType<string>();

    /// <summary>The proxy that the environment sets for an address, as <c>host:port</c>; null for none.</summary>
    public static string? ProxyFor(Uri url) => HttpClient.DefaultProxy.GetProxy(url) is { } proxy ? $"{proxy.Host}:{proxy.Port}" : null;
}
