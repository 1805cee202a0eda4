using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using DotNet.Testcontainers.Builders;

namespace Dixa.Connector.Containers;

/// <summary>The image that ships, run as platforms run it, against the simulator's image.</summary>
[Collection(ContainerCollection.Name)]
public sealed class ConnectorContainerTests : IClassFixture<SimulatedDixa>
{
    private readonly SimulatedDixa _dixa;

    public ConnectorContainerTests(SimulatedDixa dixa)
    {
        DockerEngine.Require();
        _dixa = dixa;
    }

    private static string Config => new JsonObject
    {
        ["api_token"] = SimulatedDixa.Token,
        ["start_date"] = DateTime.UtcNow.AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["dixa_api_url"] = SimulatedDixa.Url,
        ["exports_api_url"] = SimulatedDixa.Url,
        ["exports_requests_per_minute"] = 6000,
        ["api_requests_per_second"] = 1000,
    }.ToJsonString();

    [Fact]
    public async Task SpecIsOneMessage()
    {
        var run = await RunAsync(container => container.WithCommand("spec"));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Stderr);
        Assert.Equal("SPEC", Assert.Single(run.Messages).GetProperty("type").GetString());
    }

    [Fact]
    public async Task CheckSucceedsWithTheRightToken()
    {
        var run = await RunAsync(container => File(container, "/config/connectionConfiguration.json", Config)
            .WithWorkingDirectory("/config")
            .WithCommand("check", "--config", "connectionConfiguration.json"));

        Assert.Equal("SUCCEEDED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task CheckFailsWithAnotherToken()
    {
        var config = Config.Replace(SimulatedDixa.Token, "another-token", StringComparison.Ordinal);

        var run = await RunAsync(container => File(container, "/config/config.json", config).WithCommand("check", "--config=/config/config.json"));

        Assert.Equal("FAILED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(run.Lines, line => line.Contains("another-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryStreamOfTheCatalogIsReadToItsEnd()
    {
        var streams = StreamsOf(await DiscoverAsync());

        var run = await RunAsync(container => File(File(container, "/source/config.json", Config), "/source/catalog.json", SourceDixa.Catalog("full_refresh", streams))
            .WithWorkingDirectory("/source")
            .WithCommand("read", "--config", "/source/config.json", "--catalog", "/source/catalog.json"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(run.Errors);
        Assert.Empty(run.Stderr);
        Assert.All(streams, stream =>
        {
            Assert.NotEmpty(run.Records(stream));
            Assert.NotEmpty(run.States(stream));
            Assert.Equal("COMPLETE", run.Statuses(stream).Last());
        });
    }

    [Fact]
    public async Task TheShellOfAPlatformStartsARead()
    {
        var run = await RunAsync(container => File(File(container, "/source/config.json", Config), "/source/catalog.json", SourceDixa.Catalog("full_refresh", "agents"))
            .WithEntrypoint("sh", "-c")
            .WithWorkingDirectory("/")
            .WithTmpfsMount("/tmp")
            .WithCommand("unset HOME; $AIRBYTE_ENTRYPOINT read --config /source/config.json --catalog /source/catalog.json > /tmp/out; echo $? > /tmp/code; mv /tmp/code /tmp/exitCode.txt; cat /tmp/out; exit $(cat /tmp/exitCode.txt)"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.NotEmpty(run.Records("agents"));
        Assert.Equal("COMPLETE", run.Statuses("agents").Last());
    }

    [Fact]
    public async Task AStateFromOneContainerIsTakenUpByTheNext()
    {
        var catalog = SourceDixa.Catalog("incremental", "conversations");
        var first = await ReadAsync(catalog, state: "[]");

        var second = await ReadAsync(catalog, first.StateFile());

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.True(second.Ids("conversations").Count < first.Ids("conversations").Count, second.ToString());
    }

    [Fact]
    public async Task AWrongCommandLineIsToldOnStderrAlone()
    {
        var run = await RunAsync(container => container.WithCommand("read"));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.NotEmpty(run.Stderr);
    }

    private Task<Run> DiscoverAsync() =>
        RunAsync(container => File(container, "/config/config.json", Config).WithCommand("discover", "--config", "/config/config.json"));

    private Task<Run> ReadAsync(string catalog, string state) =>
        RunAsync(container => File(File(File(container, "/source/config.json", Config), "/source/catalog.json", catalog), "/source/state.json", state)
            .WithCommand("read", "--config", "/source/config.json", "--catalog", "/source/catalog.json", "--state", "/source/state.json"));

    private static string[] StreamsOf(Run discover)
    {
        Assert.Equal(0, discover.ExitCode);
        var catalog = Assert.Single(discover.Messages, message => message.GetProperty("type").GetString() == "CATALOG").GetProperty("catalog");
        return [.. catalog.GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("name").GetString()!)];
    }

    private static ContainerBuilder File(ContainerBuilder container, string path, string content) =>
        container.WithResourceMapping(Encoding.UTF8.GetBytes(content), FilePath.Of(path));

    private async Task<Run> RunAsync(Func<ContainerBuilder, ContainerBuilder> configure)
    {
        await using var container = configure(new ContainerBuilder(ConnectorImages.Connector).WithNetwork(_dixa.Network!)).Build();
        await container.StartAsync(TestContext.Current.CancellationToken);
        var exitCode = await container.GetExitCodeAsync(TestContext.Current.CancellationToken);
        var (stdout, stderr) = await container.GetLogsAsync(timestampsEnabled: false, ct: TestContext.Current.CancellationToken);
        return new Run((int)exitCode, stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries), stderr);
    }
}
