using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Containers;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>The same of the image, and what is asked of an image alone.</summary>
public sealed class ImageAcceptanceTests : AcceptanceTests, IClassFixture<ImageRuns>
{
    public ImageAcceptanceTests(ImageRuns runs)
        : base(runs) => DockerEngine.Require();

    [Fact]
    public async Task T20_TheLabelsAreThoseOfTheMetadata()
    {
        var labels = (await InspectAsync()).GetProperty("Config").GetProperty("Labels");

        Assert.Equal(ConnectorMetadata.Text("dockerRepository"), labels.GetProperty("io.airbyte.name").GetString());
        Assert.Equal(ConnectorMetadata.Text("dockerImageTag"), labels.GetProperty("io.airbyte.version").GetString());
    }

    [Fact]
    public async Task T21_TheEntryPointIsToldToPlatforms()
    {
        var config = (await InspectAsync()).GetProperty("Config");
        var entryPoint = string.Join(' ', config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()));

        Assert.Contains($"AIRBYTE_ENTRYPOINT={entryPoint}", config.GetProperty("Env").EnumerateArray().Select(variable => variable.GetString()));
    }

    [Fact]
    public async Task N1_TheImageItselfAnswersSpec()
    {
        var run = await DockerEngine.RunAsync("run", "--rm", ConnectorImages.Connector, "spec");

        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        Assert.Equal((await Runs.Spec).Lines[0] + "\n", run.Stdout);
    }

    [Fact]
    public async Task PL4_TheUserIs1000AndNeedsNoPrivilege()
    {
        var run = await DockerEngine.RunAsync(
            "run", "--rm", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--entrypoint", "sh", ConnectorImages.Connector, "-c", "id -u; id -g; touch /airbyte/file && $AIRBYTE_ENTRYPOINT spec | head -c 14");

        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        Assert.Equal("1000\n1000\n{\"type\":\"SPEC\"", run.Stdout);
    }

    [Fact]
    public async Task PL5_TheImageIsBuiltForBothArchitectures()
    {
        var dockerfile = await File.ReadAllTextAsync(Repository.PathOf("Dockerfile"), TestContext.Current.CancellationToken);

        Assert.Matches(new Regex(@"amd64 \| x86_64\) echo linux-x64"), dockerfile);
        Assert.Matches(new Regex(@"arm64 \| aarch64\) echo linux-arm64"), dockerfile);
        Assert.Contains((await InspectAsync()).GetProperty("Architecture").GetString(), new[] { "amd64", "arm64" });
    }

    private static async Task<JsonElement> InspectAsync() =>
        JsonElement.Parse((await DockerEngine.RunAsync("image", "inspect", ConnectorImages.Connector)).Stdout)[0];
}
