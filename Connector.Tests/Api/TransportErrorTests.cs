using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

/// <summary>What goes wrong on the way, with real sockets: each in words of its own, none in the library's.</summary>
public sealed class TransportErrorTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task ACertificateThatNobodySigned()
    {
        using var certificate = TlsServer.SelfSigned("127.0.0.1", DateTimeOffset.UtcNow.AddDays(1));
        using var server = TlsServer.Start(certificate, Ok);
        AssertTells(await AskAsync(Https(server)), FailureKind.Config, canRetry: false, "is not signed by an authority that this machine trusts", "SSL_CERT_FILE");
    }

    [Theory]
    [InlineData("127.0.0.1", -1, "has expired or is not valid yet", FailureKind.Transient)]
    [InlineData("another.test", 1, "is for another name", FailureKind.Config)]
    public async Task ACertificateOfATrustedAuthorityThatDoesNotFit(string name, int daysLeft, string expected, FailureKind kind)
    {
        using var certificate = TlsServer.SelfSigned(name, DateTimeOffset.UtcNow.AddDays(daysLeft));
        using var server = TlsServer.Start(certificate, Ok);
        using var handler = HttpTransport.CreateHandler(AddressRace.OfSockets(TimeProvider.System));
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck };
        AssertTells(await AskAsync(Https(server), handler), kind, canRetry: false, expected);
    }

    [Fact]
    public async Task PlainHttpWhereTlsShouldBe()
    {
        using var server = new RawServer((stream, ct) => RawServer.WriteAsync(stream, "HTTP/1.1 400 Bad Request\r\n\r\n", ct), readsRequest: false);
        AssertTells(await AskAsync(Https(server)), FailureKind.Transient, canRetry: true, "something else, such as plain http", "Check the port");
    }

    [Fact]
    public async Task AConnectionThatEndsWithinTls()
    {
        using var server = new RawServer((_, _) => Task.CompletedTask, readsRequest: false);
        AssertTells(await AskAsync(Https(server)), FailureKind.Transient, canRetry: true, "ended during the TLS handshake");
    }

    [Fact]
    public async Task ANameThatDoesNotResolve()
    {
        using var handler = HttpTransport.CreateHandler(new AddressRace((_, _) => throw new SocketException((int)SocketError.HostNotFound), AddressRace.ConnectSocketAsync, TimeProvider.System));
        AssertTells(await AskAsync(new Uri("https://dixa.test"), handler), FailureKind.Transient, canRetry: true, "can't be found: its name does not resolve", "DNS");
    }

    [Fact]
    public async Task APortThatNothingListensOn() =>
        AssertTells(await AskAsync(StandIns.ProbeServer.ClosedAddress()), FailureKind.Transient, canRetry: true, "it refuses connections", "network");

    [Theory]
    [InlineData(SocketError.NetworkUnreachable, "the network has no route to it")]
    [InlineData(SocketError.AccessDenied, "can't be reached. Check")]
    public async Task AnAddressThatCantBeReached(SocketError error, string expected)
    {
        using var handler = HttpTransport.CreateHandler(new AddressRace((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), (_, _) => throw new SocketException((int)error), TimeProvider.System));
        AssertTells(await AskAsync(new Uri("https://dixa.test"), handler), FailureKind.Transient, canRetry: true, expected, "firewall");
    }

    [Fact]
    public async Task NoConnectionInTime()
    {
        using var handler = HttpTransport.CreateHandler(new AddressRace((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), NeverAsync, TimeProvider.System));
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(1);
        AssertTells(await AskAsync(new Uri("https://dixa.test"), handler), FailureKind.Transient, canRetry: true, "no connection was made within 20 seconds", "firewall");
    }

    [Fact]
    public async Task AConnectionThatEndsWithoutAnAnswer()
    {
        using var server = new RawServer("");
        AssertTells(await AskAsync(server.Url), FailureKind.Transient, canRetry: true, "ended before there was a response");
    }

    [Fact]
    public async Task WhatIsNoHttp()
    {
        using var server = new RawServer("SSH-2.0-OpenSSH_9.2p1 the-token\r\n\r\n");
        AssertTells(await AskAsync(server.Url), FailureKind.Transient, canRetry: true, "is not HTTP");
    }

    [Theory]
    [InlineData(407, FailureKind.Config, false, "requires a user and a password (407)", "http://user:password@proxy:port", "NO_PROXY")]
    [InlineData(403, FailureKind.Transient, true, "does not let the connector through (403)", "NO_PROXY")]
    [InlineData(503, FailureKind.Transient, true, "does not let the connector through (503)", "NO_PROXY")]
    public async Task AProxyThatRefusesATunnel(int status, FailureKind kind, bool canRetry, params string[] expected)
    {
        using var proxy = new RawServer($"HTTP/1.1 {status} No\r\nProxy-Authenticate: Basic realm=\"the-token\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        AssertTells(await AskAsync(new Uri("https://dixa.test"), proxy: proxy.Url), kind, canRetry, expected);
        Assert.StartsWith("CONNECT dixa.test:443 ", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProxyThatRefusesConnections()
    {
        var proxy = StandIns.ProbeServer.ClosedAddress();
        AssertTells(
            await AskAsync(new Uri("https://dixa.test"), proxy: proxy), FailureKind.Transient, canRetry: true, $"The proxy 127.0.0.1:{proxy.Port} on the way to the Dixa API", "it refuses connections", "HTTPS_PROXY");
    }

    /// <remarks>An answer to plain http through a proxy is the proxy's own.</remarks>
    [Fact]
    public void AProxyThatAnswers407ItselfWantsAPassword()
    {
        var exception = ErrorTable.FromStatus(HttpStatusCode.ProxyAuthenticationRequired, "Dixa API", "", "agents", "", null);
        AssertTells(exception, FailureKind.Config, canRetry: false, "requires a user and a password (407)", "HTTP_PROXY", "NO_PROXY");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Header: {0}\r\n", "more headers than are read")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n", "more headers than are read")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n", "more headers than are read")]
    public async Task HeadersThatNeverEnd(string start, string part, string expected)
    {
        using var server = new RawServer((stream, ct) => RawServer.RepeatAsync(stream, start, part, ct));
        AssertTells(await AskAsync(server.Url), FailureKind.Transient, canRetry: true, expected);
    }

    [Theory]
    [InlineData("2;{0}\r\nhi\r\n")]
    [InlineData("2;")]
    [InlineData("0\r\nX-Trailer: {0}\r\n")]
    public async Task ChunksThatAreMoreThanTheirContent(string chunk)
    {
        using var server = new RawServer((stream, ct) => RawServer.RepeatAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, "the-token", ct));
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(server.Url));
        AssertTells(ErrorTable.FromBody(exception, "Dixa API", "agents"), FailureKind.Transient, canRetry: true, "broke off or is not what");
    }

    /// <remarks>.NET's own message quotes what stands for the size, in dashed hexadecimal.</remarks>
    [Fact]
    public async Task AChunkSizeThatIsNone()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nthe-token\r\n");
        var exception = await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(server.Url));
        Assert.Contains("74-68-65-2D-74-6F-6B-65-6E", exception.Message.ToUpperInvariant(), StringComparison.Ordinal);
        AssertTells(ErrorTable.FromBody(exception, "Dixa API", "agents"), FailureKind.Transient, canRetry: true, "broke off or is not what");
    }

    private static async Task<Stream> NeverAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Stream.Null;
    }

    private static Uri Https(RawServer server) => new($"https://127.0.0.1:{server.Port}");

    private static async Task ReadAsync(Uri url)
    {
        using var client = new HttpClient(HttpTransport.CreateHandler(AddressRace.OfSockets(TimeProvider.System)));
        using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }

    private static async Task<ConnectorException> AskAsync(Uri url, SocketsHttpHandler? handler = null, Uri? proxy = null)
    {
        using var own = handler is null ? HttpTransport.CreateHandler(AddressRace.OfSockets(TimeProvider.System)) : null;
        handler ??= own!;
        if (proxy is not null)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        using var client = new HttpClient(handler, disposeHandler: false);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));
        return ErrorTable.FromTransport(exception, "Dixa API", proxy is null ? null : $"{proxy.Host}:{proxy.Port}", "agents");
    }

    private static void AssertTells(ConnectorException exception, FailureKind kind, bool canRetry, params string[] expected)
    {
        Assert.Equal(kind, exception.Kind);
        Assert.Equal(canRetry, exception.Fault!.CanRetry);
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
        Assert.Null(exception.InnerException);
        Assert.DoesNotContain("the-token", exception + exception.InternalMessage, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("74-68", exception + exception.InternalMessage, StringComparison.Ordinal);
    }
}
