using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.StandIns;

/// <summary>What a build with a real package in place of its stand-in does to the rest.</summary>
public sealed class SwitchTests
{
    private const string Connector = "Connector/Dixa.Connector.csproj";
    private const string Tests = "EndToEnd.Tests/Dixa.EndToEnd.Tests.csproj";

    [Theory]
    [InlineData("UseRefitPackage", Connector)]
    [InlineData("UseTestcontainersPackage", Tests)]
    public async Task ASwitchedBuildLeavesTheCommittedLockFilesAlone(string name, string project)
    {
        Effort.RequireWhole("the build");
        Assert.Equal("", await EvaluateAsync(project, "-getProperty:NuGetLockFilePath"));
        var switched = JsonDocument.Parse(await EvaluateAsync(project, "-getProperty:NuGetLockFilePath,RestoreLockedMode", $"-p:{name}=true", "-p:CI=true")).RootElement.GetProperty("Properties");
        Assert.EndsWith("/obj/packages.switched.lock.json", switched.GetProperty("NuGetLockFilePath").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("true", switched.GetProperty("RestoreLockedMode").GetString());
    }

    [Fact]
    public async Task ASwitchIsAmongTheInputsOfWhatIsPublished()
    {
        Effort.RequireWhole("the build");
        var file = Path.Combine(Directory.CreateTempSubdirectory("switches").FullName, "switches.txt");
        try
        {
            Assert.Contains(file, await EvaluateAsync(Tests, "-t:RecordSwitches", "-getItem:ConnectorSource", $"-p:PublishedSwitches={file}"), StringComparison.Ordinal);
            var plain = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await EvaluateAsync(Tests, "-t:RecordSwitches", $"-p:PublishedSwitches={file}", "-p:UseRefitPackage=true");

            Assert.NotEqual(plain, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.GetParent(file)!.Delete(recursive: true);
        }
    }

    [Fact]
    public void TheImageTakesTheSwitch()
    {
        var dockerfile = File.ReadAllText(Repository.PathOf("Dockerfile"));
        var commands = Regex.Matches(dockerfile, "^RUN dotnet (restore|publish) .*$", RegexOptions.Multiline).Select(match => match.Value).ToList();

        Assert.Contains("ARG UseRefitPackage=false\n", dockerfile, StringComparison.Ordinal);
        // The simulator and the warehouse know nothing of the connector, nor of Refit.
        Assert.Equal(6, commands.Count);
        var connector = commands.Where(command => command.Contains(" Connector/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, connector.Count);
        Assert.All(connector, command => Assert.Contains(" -p:UseRefitPackage=$UseRefitPackage ", command, StringComparison.Ordinal));
    }

    private static async Task<string> EvaluateAsync(string project, params string[] options)
    {
        string[] arguments = ["msbuild", Repository.PathOf(project.Split('/')), "-nologo", "-nodeReuse:false", .. options];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment.Remove("UseRefitPackage");
        start.Environment.Remove("UseTestcontainersPackage");
        start.Environment.Remove("CI");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output.Trim();
    }
}
