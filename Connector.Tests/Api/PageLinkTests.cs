using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

public sealed class PageLinkTests : IDisposable
{
    private readonly TestHost _host = new(new Uri("https://dev.dixa.io/base"));

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("/v1/agents?pageKey=MTA%3D", "https://dev.dixa.io/base/v1/agents?pageKey=MTA%3D")]
    [InlineData("v1/agents?pageKey=a:b", "https://dev.dixa.io/base/v1/agents?pageKey=a:b")]
    [InlineData("/v1/agents?pageKey=a#b", "https://dev.dixa.io/base/v1/agents?pageKey=a%23b")]
    [InlineData("https://dev.dixa.io/v1/agents?pageKey=1", "https://dev.dixa.io/v1/agents?pageKey=1")]
    public void ALinkOnTheHostIsFollowedWithItsKeyAsItIs(string link, string page) =>
        Assert.Equal(page, PageLink.Resolve(_host.Host, link).AbsoluteUri);

    [Theory]
    [InlineData("https://elsewhere.example/v1/agents")]
    [InlineData("http://dev.dixa.io/v1/agents")]
    [InlineData("https://dev.dixa.io:8443/v1/agents")]
    [InlineData("//elsewhere.example/v1/agents")]
    [InlineData("javascript:alert(1)")]
    public void ALinkAwayFromTheHostIsAnErrorAndTheTokenStays(string link) =>
        Assert.Contains("another address", Assert.Throws<ConnectorException>(() => PageLink.Resolve(_host.Host, link)).Message, StringComparison.Ordinal);
}
