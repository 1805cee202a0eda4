using System.Text.Json;

namespace Dixa.Connector.Containers;

/// <summary>What platforms ask of a connector's image, whatever the connector in it does.</summary>
[Collection(ContainerCollection.Name)]
public sealed class ImageTests
{
    public ImageTests() => DockerEngine.Require();

    [Fact]
    public async Task TheImageIsSmall()
    {
        var image = await InspectAsync();

        Assert.InRange(image.GetProperty("Size").GetInt64(), 1, 60_000_000);
    }

    [Fact]
    public async Task TheVersionLabelIsTheVersionThatTheConnectorSays()
    {
        var labels = (await InspectAsync()).GetProperty("Config").GetProperty("Labels");

        var run = await RunAsync([], "--version");

        Assert.Equal($"{labels.GetProperty("io.airbyte.version").GetString()}\n", run.Stdout);
    }

    [Fact]
    public async Task TheUserIsNotRootAndOwnsTheConnector()
    {
        var run = await ShellAsync("id -u; id -g; cd /airbyte && touch a && mkdir b && ls -ldn . source-dixa integration_code a b");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["1000", "1000"], lines[..2]);
        Assert.All(lines[2..], line => Assert.Matches(@"^\S+ +\d+ 1000 +1000 ", line));
    }

    [Fact]
    public async Task TheCommandsOfThePlatformsWrapperAreThere()
    {
        // How a read is started: pipes for the output, and an exit code that appears whole because it is renamed into place.
        var run = await ShellAsync(
            """
            cd /tmp && mkfifo stdout stderr
            (cat stdout | head -c 15; echo) & (cat stderr) &
            ($AIRBYTE_ENTRYPOINT spec > stdout 2> stderr; echo $? > code.tmp; mv code.tmp exitCode.txt)
            sleep 0.1
            wait
            cat exitCode.txt
            """);

        Assert.Equal("{\"type\":\"SPEC\",\n0\n", run.Stdout);
        Assert.Empty(run.Stderr);
    }

    [Theory]
    [InlineData("--read-only")]
    [InlineData("--network", "none")]
    [InlineData("--cap-drop", "ALL", "--security-opt", "no-new-privileges")]
    [InlineData("--workdir", "/")]
    [InlineData("--workdir", "/source", "--read-only")]
    [InlineData("--mount", "type=tmpfs,target=/tmp,tmpfs-mode=0700")]
    [InlineData("--user", "12345:12345")]
    public async Task TheConnectorRunsUnder(params string[] options)
    {
        var run = await RunAsync(options, "spec");

        Assert.Equal("", run.Stderr);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("SPEC", JsonElement.Parse(run.Stdout).GetProperty("type").GetString());
    }

    /// <summary>The first process of a container can't die of a signal that it sends itself.</summary>
    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task AStopEndsTheFirstProcessWithTheSignalsNumber(string signal, int exitCode)
    {
        const string Read =
            """
            echo '{"api_token":"test-token","dixa_api_url":"http://127.0.0.1:1"}' > /tmp/config.json
            echo '{"streams":[{"stream":{"name":"tags"},"sync_mode":"full_refresh"}]}' > /tmp/catalog.json
            exec $AIRBYTE_ENTRYPOINT read --config /tmp/config.json --catalog /tmp/catalog.json
            """;
        await RunAsync(["--detach", "--name", $"stopped-by-{signal}", "--network", "none", "--entrypoint", "sh"], "-c", Read);
        try
        {
            // Nobody listens there, so it tries again and again.
            while (!(await DockerEngine.RunAsync("logs", $"stopped-by-{signal}")).Stdout.Contains("Trying again", StringComparison.Ordinal))
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            await DockerEngine.RunAsync("kill", "--signal", signal, $"stopped-by-{signal}");

            Assert.Equal($"{exitCode}", (await DockerEngine.RunAsync("wait", $"stopped-by-{signal}")).Stdout.Trim());
        }
        finally
        {
            await DockerEngine.RunAsync("rm", "--force", $"stopped-by-{signal}");
        }
    }

    [Fact]
    public async Task AFileThatMayNotBeReadIsNoMissingFile()
    {
        var run = await ShellAsync("echo '{}' > /tmp/config.json; chmod 000 /tmp/config.json; exec $AIRBYTE_ENTRYPOINT check --config /tmp/config.json");

        Assert.Contains("is there, but may not be read by user 1000: /tmp/config.json.", run.Stdout, StringComparison.Ordinal);
    }

    /// <summary>Everything that <c>sync.sh</c> needs is in the image, and it can be started by its name. It does without <c>flock</c>, which not every busybox has.</summary>
    [Fact]
    public async Task TheScriptAndItsCommandsAreThere()
    {
        var commands = await ShellAsync("for tool in date mv rm sed sleep sync tail truncate wc; do command -v $tool > /dev/null || echo $tool; done; sync -f / && [ -x /airbyte/sync.sh ] && /airbyte/sync.sh /tmp");

        Assert.Equal("", commands.Stdout);
        Assert.StartsWith("sync.sh: there is no /tmp/catalog.json", commands.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheConnectorNeedsNoHome()
    {
        var run = await ShellAsync("unset HOME && exec $AIRBYTE_ENTRYPOINT spec");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("SPEC", JsonElement.Parse(run.Stdout).GetProperty("type").GetString());
    }

    private static async Task<JsonElement> InspectAsync()
    {
        await ConnectorImages.BuildAsync();
        return JsonElement.Parse((await DockerEngine.RunAsync("image", "inspect", ConnectorImages.Connector)).Stdout)[0];
    }

    private static Task<CommandResult> ShellAsync(string script) => RunAsync(["--entrypoint", "sh"], "-c", script);

    private static async Task<CommandResult> RunAsync(string[] options, params string[] arguments)
    {
        await ConnectorImages.BuildAsync();
        return await DockerEngine.RunAsync(["run", .. options.Contains("--detach") ? Array.Empty<string>() : ["--rm"], .. options, ConnectorImages.Connector, .. arguments]);
    }

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);
}
