using System.Net;
using System.Net.Sockets;
using Dixa.Connector.Harness;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Commands;

public sealed class CheckTests
{
    /// <remarks>At the real speed: on a busy machine an answer is late by a fast clock, and would be asked for again.</remarks>
    [Fact]
    public async Task ItCostsOneRequestToEachHost()
    {
        await using var bench = await Bench.StartAsync(limits: new RateLimits(), speed: 1);
        var run = await bench.Source.CheckAsync(bench.Config());

        Assert.Equal("SUCCEEDED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["/v1/conversation_export", "/v1/organization"], bench.Simulator.Requests.All.Select(request => request.Path).Order());
    }

    [Fact]
    public async Task WithoutTheOrganisationEndpointItAsksForAnAgent()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(404) { Path = "/v1/organization" });
        var run = await bench.Source.CheckAsync(bench.Config());

        Assert.Equal("SUCCEEDED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.Contains(bench.Simulator.Requests.All, request => request is { Path: "/v1/agents", Query: "?pageLimit=1" });
    }

    [Fact]
    public async Task AWrongTokenIsToldWithWhatToDo()
    {
        await using var bench = await Bench.StartAsync();
        await AssertFailsAsync(bench, bench.Config(change: config => config["api_token"] = "not-the-token"), "does not accept the API token (401)", "Settings → Integrations → API tokens");
    }

    [Theory]
    [InlineData("/v1/conversation_export", "The Dixa API accepts the API token, the Exports API does not")]
    [InlineData("/v1/organization", "The Exports API accepts the API token, the Dixa API does not")]
    public async Task ATokenThatOnlyOneHostTakesWasMadeForAnotherApiVersion(string path, string expected)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(401) { Path = path, Times = -1 });
        await AssertFailsAsync(bench, bench.Config(), expected, "another API version");
    }

    [Theory]
    [InlineData(403, "may not read this from the Exports API", "administrator")]
    [InlineData(429, "limits the rate of requests (429)", "Try again in a minute")]
    [InlineData(500, "has an internal problem (500)", "https://status.dixa.io")]
    [InlineData(503, "is not available at the moment (503)", "https://status.dixa.io")]
    [InlineData(302, "answered with a redirect (302)", "proxy")]
    public async Task WhatTheExportsApiAnswersIsToldApart(int status, string expected, string advice)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(status) { Path = "/v1/conversation_export", Times = -1 });
        await AssertFailsAsync(bench, bench.Config(), expected, advice);
    }

    [Fact]
    public async Task AnUnreachableHostIsNamed()
    {
        await using var bench = await Bench.StartAsync();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
        closed.Stop();
        await AssertFailsAsync(bench, bench.Config(change: config => config["exports_api_url"] = url), "The Exports API (127.0.0.1) can't be reached", "network");
    }

    [Fact]
    public async Task ARateLimitWithADateInThePastEndsTheCheckToo()
    {
        await using var bench = await Bench.StartAsync();
        var headers = new Dictionary<string, string> { ["Retry-After"] = "Wed, 21 Oct 2015 07:28:00 GMT" };
        bench.Simulator.Faults.Add(new StatusFault(429) { Path = "/v1/conversation_export", Times = -1, Headers = headers });
        await AssertFailsAsync(bench, bench.Config(), "limits the rate of requests (429)", "Try again in a minute");
    }

    /// <remarks>At the real speed: on a busy machine an answer is late by a fast clock, and would be asked for again.</remarks>
    [Fact]
    public async Task AStatusCountsWhateverBecomesOfItsBody()
    {
        await using var bench = await Bench.StartAsync(speed: 1);
        var headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" };
        bench.Simulator.Faults.Add(new StatusFault(401) { Times = -1, Headers = headers });
        await AssertFailsAsync(bench, bench.Config(), "does not accept the API token (401)", "administrator");
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task AnAnswerThatIsNoExportFails()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new ReplaceBodyFault("<html>sign in</html>") { Path = "/v1/conversation_export", ContentType = "text/html", Times = -1 });
        await AssertFailsAsync(bench, bench.Config(), "not what its documentation says", "");
    }

    [Theory]
    [InlineData("start_dat", "2025-01-01", "There is no setting \"start_dat\", so it is ignored. Did you mean \"start_date\"?")]
    [InlineData("start_date", "2099-01-01", "No stream that is read by time has anything to read: start_date (2099-01-01 00:00 UTC) is in the future.")]
    [InlineData("end_date", "2000-01-01", "ends at 2000-01-01 00:00 UTC.")]
    public async Task WhatIsLikelyAMistakeIsToldThoughItWorks(string name, string value, string expected)
    {
        await using var bench = await Bench.StartAsync();
        var config = bench.Config(change: json =>
        {
            json.Remove("start_date");
            json[name] = value;
        });
        var check = await bench.Source.CheckAsync(config);
        var read = await bench.Source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"));

        Assert.Equal("SUCCEEDED", check.ConnectionStatus.GetProperty("status").GetString());
        Assert.Contains(expected, check.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Single(check.Messages);
        Assert.Contains(read.Logs, log => log.Contains(expected, StringComparison.Ordinal));
    }

    private static async Task AssertFailsAsync(Bench bench, string config, string expected, string advice)
    {
        var run = await bench.Source.CheckAsync(config);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.Equal("FAILED", run.ConnectionStatus.GetProperty("status").GetString());
        var message = run.ConnectionStatus.GetProperty("message").GetString();
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.DoesNotContain("not-the-token", line, StringComparison.Ordinal));
    }
}
