using System.Net;
using System.Text;
using Dixa.Connector.Containers;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace Dixa.Connector.StandIns;

/// <summary>
/// What the container tests rely on. It holds for the stand-in and, with <c>-p:UseTestcontainersPackage=true</c>, for Testcontainers.
/// </summary>
[Collection(ContainerCollection.Name)]
public sealed class TestcontainersTests
{
    private const string Busybox = "busybox:1.37-musl";

    public TestcontainersTests() => DockerEngine.Require();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AContainerThatEndsAtOnceGivesItsLogsAndExitCode()
    {
        await using var container = Shell("echo out; echo err >&2; exit 7").Build();
        await container.StartAsync(Cancellation);

        Assert.Equal(7, await container.GetExitCodeAsync(Cancellation));
        Assert.Equal(("out\n", "err\n"), await container.GetLogsAsync(timestampsEnabled: false, ct: Cancellation));
    }

    [Fact]
    public async Task LogLinesBeginWithTheirTimeUnlessThatIsSwitchedOff()
    {
        await using var container = Shell("echo out").Build();
        await container.StartAsync(Cancellation);
        await container.GetExitCodeAsync(Cancellation);

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\S+Z out\n$", (await container.GetLogsAsync(ct: Cancellation)).Stdout);
    }

    [Fact]
    public async Task TheCommandIsAppendedToTheEntryPointAndEachWordArrivesAsItIs()
    {
        await using var container = new ContainerBuilder(Busybox)
            .WithEntrypoint("echo", "a  b")
            .WithCommand("--flag", "$HOME")
            .WithCommand("\"quoted\"")
            .Build();
        await container.StartAsync(Cancellation);
        await container.GetExitCodeAsync(Cancellation);

        Assert.Equal("a  b --flag $HOME \"quoted\"\n", (await container.GetLogsAsync(timestampsEnabled: false, ct: Cancellation)).Stdout);
    }

    [Fact]
    public async Task TheEnvironmentAndTheWorkingDirectoryAreSet()
    {
        await using var container = Shell("echo $NAME; pwd").WithEnvironment("NAME", "a=b c").WithWorkingDirectory("/some/where").Build();
        await container.StartAsync(Cancellation);
        await container.GetExitCodeAsync(Cancellation);

        Assert.Equal("a=b c\n/some/where\n", (await container.GetLogsAsync(timestampsEnabled: false, ct: Cancellation)).Stdout);
    }

    [Fact]
    public async Task AFileIsThereBeforeTheContainerStartsReadableByAll()
    {
        await using var container = Shell("cat /new/place/a.txt; stat -c '%a %u %g' /new/place/a.txt /b.sh")
            .WithResourceMapping(Encoding.UTF8.GetBytes("content\n"), FilePath.Of("/new/place/a.txt"))
            .WithResourceMapping([], FilePath.Of("/b.sh"), uid: 1000, gid: 1001, fileMode: Unix.FileMode755)
            .Build();
        await container.StartAsync(Cancellation);
        await container.GetExitCodeAsync(Cancellation);

        Assert.Equal("content\n644 0 0\n755 1000 1001\n", (await container.GetLogsAsync(timestampsEnabled: false, ct: Cancellation)).Stdout);
    }

    [Fact]
    public async Task ADirectoryOfTheHostAndMemoryAreMounted()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "a.txt"), "content\n", Cancellation);
            await using var container = Shell("cat /data/a.txt; touch /data/b.txt || echo read-only; grep -c ' /memory tmpfs ' /proc/mounts")
                .WithBindMount(directory.FullName, "/data", AccessMode.ReadOnly)
                .WithTmpfsMount("/memory")
                .Build();
            await container.StartAsync(Cancellation);
            await container.GetExitCodeAsync(Cancellation);

            Assert.Equal("content\nread-only\n1\n", (await container.GetLogsAsync(timestampsEnabled: false, ct: Cancellation)).Stdout);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ContainersOfANetworkFindEachOtherByAliasAndTestsFindThemByPort()
    {
        await using var network = new NetworkBuilder().Build();
        await using var server = Shell("mkdir /www && echo hello > /www/index.html && exec httpd -f -p 8080 -h /www")
            .WithNetwork(network)
            .WithNetworkAliases("server")
            .WithPortBinding(8080, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPath("/").ForPort(8080)))
            .Build();
        await server.StartAsync(Cancellation);
        await using var client = Shell("wget -q -O - http://server:8080/").WithNetwork(network).Build();
        await client.StartAsync(Cancellation);

        Assert.Equal(0, await client.GetExitCodeAsync(Cancellation));
        Assert.Equal("hello\n", (await client.GetLogsAsync(timestampsEnabled: false, ct: Cancellation)).Stdout);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(
            new UriBuilder("http", server.Hostname, server.GetMappedPublicPort(8080)).Uri, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task ACommandRunsInARunningContainerWhichThenStops()
    {
        await using var container = Shell("trap 'exit 0' TERM; echo ready; while true; do sleep 0.1; done")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("ready"))
            .Build();
        await container.StartAsync(Cancellation);
        Assert.Equal(TestcontainersStates.Running, container.State);

        var result = await container.ExecAsync(["sh", "-c", "echo out; echo err >&2; exit 3"], Cancellation);
        Assert.Equal(("out\n", "err\n", 3), (result.Stdout, result.Stderr, result.ExitCode));

        await container.StopAsync(Cancellation);
        Assert.Equal(TestcontainersStates.Exited, container.State);
        Assert.Equal(0, await container.GetExitCodeAsync(Cancellation));
    }

    [Fact]
    public async Task AContainerThatEndsBeforeItIsReadyIsAnErrorWithItsLogs()
    {
        await using var container = Shell("echo broken; exit 4")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("ready"))
            .Build();

        var exception = await Assert.ThrowsAsync<ContainerNotRunningException>(() => container.StartAsync(Cancellation));

        Assert.Contains("exited with code 4", exception.Message, StringComparison.Ordinal);
        Assert.Contains("broken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContainerThatDoesItsWorkOnceMayHaveEndedWhenItIsReady()
    {
        await using var container = Shell("echo done")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("done", strategy => strategy.WithMode(WaitStrategyMode.OneShot)))
            .Build();
        await container.StartAsync(Cancellation);

        Assert.Equal(0, await container.GetExitCodeAsync(Cancellation));
    }

    [Fact]
    public async Task ReadinessIsNotWaitedForWithoutEnd()
    {
        await using var container = Shell("sleep 60")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("never", strategy => strategy.WithTimeout(TimeSpan.FromSeconds(1))))
            .Build();

        await Assert.ThrowsAsync<TimeoutException>(() => container.StartAsync(Cancellation));
    }

    [Fact]
    public async Task DisposingRemovesTheContainerAndItsNetwork()
    {
        var name = $"stand-in-{Guid.NewGuid():D}";
        await using (var network = new NetworkBuilder().WithName(name).Build())
        await using (var container = Shell("sleep 60").WithName(name).WithNetwork(network).Build())
        {
            await container.StartAsync(Cancellation);
            Assert.Equal($"/{name}", container.Name);
            Assert.Equal(0, (await DockerEngine.RunAsync("inspect", name)).ExitCode);
            Assert.Equal(0, (await DockerEngine.RunAsync("network", "inspect", name)).ExitCode);
        }

        Assert.NotEqual(0, (await DockerEngine.RunAsync("inspect", name)).ExitCode);
        Assert.NotEqual(0, (await DockerEngine.RunAsync("network", "inspect", name)).ExitCode);
    }

    [Fact]
    public async Task NothingIsKnownOfAContainerBeforeItStarts()
    {
        await using var container = Shell("true").Build();

        Assert.Equal(TestcontainersStates.Undefined, container.State);
        Assert.Throws<InvalidOperationException>(() => container.Id);
        Assert.Throws<InvalidOperationException>(() => container.GetMappedPublicPort(80));
    }

    private static ContainerBuilder Shell(string script) => new ContainerBuilder(Busybox).WithEntrypoint("sh", "-c").WithCommand(script);
}
