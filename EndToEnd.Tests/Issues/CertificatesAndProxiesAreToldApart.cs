using System.Text.Json.Nodes;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>
/// A certificate of an authority of one's own and a proxy that wants a password both read "can't be reached. Check the
/// network", and the proxy's password stood in a WARN. The table itself is tested in <c>TransportErrorTests</c>.
/// </summary>
public sealed class CertificatesAndProxiesAreToldApart
{
    private const string Unauthorized = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    [Fact]
    public async Task AnAuthorityOfOnesOwnIsTrustedWhereSslCertFileNamesIt()
    {
        using var certificate = TlsServer.SelfSigned("127.0.0.1", DateTimeOffset.UtcNow.AddDays(1));
        using var server = TlsServer.Start(certificate, Unauthorized);
        using var source = new SourceDixa();
        var config = Config($"https://127.0.0.1:{server.Port}");

        var refused = await source.CheckAsync(config);
        source.Environment["SSL_CERT_FILE"] = source.File("ca.pem", certificate.ExportCertificatePem());
        var reached = await source.CheckAsync(config);

        Assert.Contains("SSL_CERT_FILE", MessageOf(refused), StringComparison.Ordinal);
        Assert.Contains("does not accept the API token (401)", MessageOf(reached), StringComparison.Ordinal);
    }

    /// <summary>An https URL asks the proxy for a tunnel, an http one asks it for the answer.</summary>
    [Theory]
    [InlineData("https_proxy", "https://dixa.test")]
    [InlineData("HTTPS_PROXY", "https://dixa.test")]
    [InlineData("http_proxy", "http://dixa")]
    [InlineData("ALL_PROXY", "http://dixa")]
    public async Task AProxysPasswordIsInNoLineOfOutput(string variable, string url)
    {
        using var proxy = new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"us%5Ber: p%40ss%2Fword\"\r\nContent-Length: 26\r\nConnection: close\r\n\r\ndXNlcjpwQHNzL3dvcmQ= p@ss/");
        using var source = new SourceDixa();
        source.Environment[variable] = $"http://user:p%40ss%2Fword@127.0.0.1:{proxy.Port}";
        source.Environment["LOG_LEVEL"] = "debug";

        var check = await source.CheckAsync(Config(url));
        var read = await source.ReadAsync(Config(url), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents", "conversations"));

        Assert.Contains("requires a user and a password (407)", MessageOf(check), StringComparison.Ordinal);
        Assert.Equal(2, read.Errors.Count());
        Assert.All(read.Errors, error => Assert.Equal("config_error", error.GetProperty("failure_type").GetString()));
        Assert.All(check.Lines.Concat(read.Lines), line =>
        {
            Assert.DoesNotContain("p%40ss%2Fword", line, StringComparison.Ordinal);
            Assert.DoesNotContain("p@ss/word", line, StringComparison.Ordinal);
            Assert.DoesNotContain("dXNlcjpwQHNzL3dvcmQ", line, StringComparison.Ordinal);
        });
    }

    /// <summary>Such a URL is refused, and what is refused was repeated.</summary>
    [Fact]
    public async Task ThePasswordInAUrlOfTheConfigurationIsInNoLineOfOutput()
    {
        using var source = new SourceDixa();
        var run = await source.CheckAsync(Config($"https://user:p%40ss%2Fword{new string('x', 60)}@dixa.test"));

        Assert.Contains("dixa_api_url must look like https://host", MessageOf(run), StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.DoesNotContain("%2Fword", line, StringComparison.Ordinal));
    }

    private static string Config(string url) =>
        new JsonObject { ["api_token"] = "the-token", ["dixa_api_url"] = url, ["exports_api_url"] = url, ["start_date"] = "2026-01-01" }.ToJsonString();

    private static string MessageOf(Run run) => run.ConnectionStatus.GetProperty("message").GetString()!;
}
