using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Api;

/// <summary>What <c>--debug</c> says of each request, and what it keeps to itself.</summary>
public sealed class RequestTraceTests
{
    [Fact]
    public async Task ARequestIsShownWithItsEndItsSizeAndItsTimes()
    {
        using var server = TestHost.Answers(TestHost.Answer(200, "some text"));
        using var host = new TestHost(server.Url);

        await host.FetchAsync();

        Assert.Matches(@"^Dixa API \(127\.0\.0\.1\): GET /v1/teams → 200, 9 bytes, \d+ ms, waited \d+ ms$", Assert.Single(host.Log));
    }

    [Fact]
    public async Task ErrorsAndSilenceAreShownToo()
    {
        using var server = TestHost.Answers(TestHost.Answer(503), "no HTTP\r\n\r\n", TestHost.Answer(200, "ab", "X: 1\r\n"));
        using var host = new TestHost(server.Url);

        await host.FetchAsync();

        Assert.Equal(
            ["GET /v1/teams → 503", "GET /v1/teams → no response", "GET /v1/teams → 200"],
            host.Log.Where(line => line.Contains('→', StringComparison.Ordinal)).Select(line => line.Split(": ", 2)[1].Split(',')[0]));
    }

    [Fact]
    public async Task ABodyThatIsCutIsNotUsable()
    {
        using var server = TestHost.Answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf", TestHost.Answer(200, "whole"));
        using var host = new TestHost(server.Url);

        await host.FetchAsync();

        Assert.Contains(host.Log, line => line.Contains("→ 200, not usable, 4 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NeitherTokenNorBodyIsShown()
    {
        const string Name = "Karen Blixen";
        using var server = TestHost.Answers(TestHost.Answer(200, $$"""{"name":"{{Name}}","token":"test-token"}"""));
        using var host = new TestHost(server.Url);

        var body = await host.FetchAsync();

        Assert.Contains(Name, body, StringComparison.Ordinal);
        Assert.All(host.Log, line =>
        {
            Assert.DoesNotContain(Name, line, StringComparison.Ordinal);
            Assert.DoesNotContain("test-token", line, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("https://user:password@dixa.test/base/v1/teams", "/base/v1/teams")]
    [InlineData("https://exports.dixa.io/v1/message_export?created_after=1&created_before=2", "/v1/message_export?created_after=1&created_before=2")]
    [InlineData("https://dev.dixa.io/v1/endusers?pageLimit=1000&pageKey=a2FyZW5AYmxpeGVuLmRr", "/v1/endusers?pageLimit=1000&pageKey=…")]
    [InlineData("https://dev.dixa.io/v1/endusers?email=karen%40blixen.dk&phone=%2B4512345678", "/v1/endusers?email=…&phone=…")]
    [InlineData("https://dev.dixa.io/v1/endusers?karen%40blixen.dk=1&karen@blixen.dk", "/v1/endusers?…=…&…")]
    [InlineData("https://dev.dixa.io/v1/endusers/karen%40blixen.dk/x", "/v1/endusers/…/x")]
    [InlineData("https://dev.dixa.io/v1/conversations/4711/notes", "/v1/conversations/4711/notes")]
    public void OfAnAddressOnlyWhatIsNobodysIsShown(string address, string shown) => Assert.Equal(shown, ShownAddress.Of(new Uri(address)));

    /// <remarks>Whatever a link holds goes through the mask as well: the log's sink applies it to each line.</remarks>
    [Fact]
    public void ATokenInAPathIsMasked()
    {
        var mask = new SecretMask();
        mask.Add("test-token");

        Assert.Equal("/v1/****/x", mask.Apply(ShownAddress.Of("/v1/test-token/x")));
    }
}
