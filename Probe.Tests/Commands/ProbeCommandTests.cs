using System.Net;
using System.Net.Sockets;
using Dixa.Probe.Harness;

namespace Dixa.Probe.Commands;

/// <summary>How a run ends: with a report, or with a sentence that says what to do.</summary>
public sealed class ProbeCommandTests
{
    [Fact]
    public async Task WithoutATokenItSaysHowToGetOne()
    {
        var (exitCode, output, log) = await RunAsync(new HurryingClock(Account.Now), new(StringComparer.Ordinal));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("set the environment variable DIXA_API_TOKEN", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenThatNeitherHostTakesIsAnError()
    {
        await using var account = await Account.OpenAsync(Settings.Find("as-assumed"));
        var (exitCode, output, log) = await RunAsync(account.Clock, Variables(account.Simulator.Url, "not-the-token"));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("does not accept the API token (401)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-token", log, StringComparison.Ordinal);
        Assert.Equal(2, account.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task AHostThatRefusesConnectionsIsAnError()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var url = new Uri($"http://{unused.LocalEndpoint}");
        unused.Stop();

        // Between tries it waits for a second at a time.
        var (exitCode, _, log) = await RunAsync(new HurryingClock(Account.Now), Variables(url, "token"));

        Assert.Equal(1, exitCode);
        Assert.Contains("it refuses connections", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressThatWouldShowTheTokenIsRefused()
    {
        var (exitCode, _, log) = await RunAsync(new HurryingClock(Account.Now), Variables(new Uri("http://dixa.example"), "token"));

        Assert.Equal(1, exitCode);
        Assert.Contains("must begin with https://", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStopGivesTheReportOfWhatIsKnownByThen()
    {
        await using var account = await Account.OpenAsync(Settings.Find("as-assumed"));
        using var stop = new CancellationTokenSource();
        account.Clock.Moved = now =>
        {
            if (now > Account.Now.AddSeconds(90))
            {
                stop.Cancel();
            }
        };

        var (exitCode, output, log) = await RunAsync(account.Clock, Variables(account.Simulator.Url, account.Simulator.Options.Token), stop: stop);

        Assert.Equal(0, exitCode);
        Assert.Contains("Stopped.", log, StringComparison.Ordinal);
        Assert.Contains("**The run was stopped before it had asked for everything.**", output, StringComparison.Ordinal);
        Assert.Contains("| `conversation-bounds` | Are", output, StringComparison.Ordinal);
        Assert.Contains("| `message-days` | What do days mean as bounds of messages? | The request was not made, or got no answer.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReportGoesToTheFileThatIsNamed()
    {
        await using var account = await Account.OpenAsync(Settings.Find("as-assumed"));
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, output, log) = await RunAsync(account.Clock, Variables(account.Simulator.Url, account.Simulator.Options.Token), file);

            Assert.Equal((0, ""), (exitCode, output));
            Assert.Contains("at most 300 requests", log, StringComparison.Ordinal);
            Assert.Matches(@"\d+ requests were made in 12 min", log);
            Assert.Equal((await Looks.AtAsync("as-assumed")).Report, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--output")]
    [InlineData("--output=")]
    [InlineData("--outptu", "file")]
    [InlineData("token")]
    public void WrongUsageIsSaid(params string[] args)
    {
        Assert.Null(ProbeArguments.TryParse(args, out var error));
        Assert.NotNull(error);
        Assert.DoesNotContain("token ", error.Replace("the token is taken", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Variables(Uri url, string token) => new(StringComparer.Ordinal)
    {
        [ProbeCommand.TokenVariable] = token,
        [ProbeCommand.UrlVariable] = url.AbsoluteUri,
        [ProbeCommand.ExportsUrlVariable] = url.AbsoluteUri,
    };

    private static async Task<(int ExitCode, string Output, string Log)> RunAsync(
        HurryingClock clock, Dictionary<string, string> variables, string? file = null, CancellationTokenSource? stop = null)
    {
        await using StringWriter output = new(), log = new();
        var command = new ProbeCommand(name => variables.GetValueOrDefault(name), output, log, clock, isWatched: false);
        return (await command.RunAsync(new ProbeArguments(file, null), stop?.Token ?? TestContext.Current.CancellationToken), output.ToString(), log.ToString());
    }
}
