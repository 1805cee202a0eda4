using System.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Demo;
using Dixa.Simulator;
using Dixa.Simulator.Faults;
using Spectre.Console;

namespace Dixa.Connector.Demo;

/// <summary>The README's first command, on a small organisation.</summary>
[Collection(QuietCollection.Name)]
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-demo");

    private string Output => Path.Combine(_folder.FullName, "run");

    [Fact]
    public async Task TheDemoReadsEverythingAndSaysSo()
    {
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "dixa-demo.dll"), "--conversations", "200", "--months", "1", "--output", Output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var stdout = demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stderr = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(demo.ExitCode == 0, await stdout + await stderr);
        Assert.Contains("All is well.", await stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', await stdout);
        foreach (var file in new[] { "01-spec", "02-check", "03-discover", "04-read-full", "05-read-incremental" })
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(Output, file + ".jsonl"), TestContext.Current.CancellationToken);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => AirbyteMessage.Parse(line));
        }
    }

    /// <remarks>On a machine that is busy such requests come by themselves: the demo's clock makes much of small delays.</remarks>
    [Fact]
    public async Task ARefusalThatWasHandledIsToldAndIsNoFailure()
    {
        var (isWell, text) = await RunAsync(
            new StatusFault(429) { Path = "/v1/teams" }, new StatusFault(429) { Path = "/v1/conversations/*/notes", Times = 2 });

        Assert.True(isWell, text);
        Assert.Contains("got a 429", text, StringComparison.Ordinal);
        Assert.Contains("All is well.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsThatAreMissingAreAFailure()
    {
        var (isWell, text) = await RunAsync(new ReplaceBodyFault("""{"data":[]}""") { Path = "/v1/webhooks", Times = -1 });

        Assert.False(isWell, text);
        Assert.Contains("webhooks: of the 3 rows in the simulator 3 are missing", text, StringComparison.Ordinal);
        Assert.DoesNotContain("All is well.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At80ColumnsNoNameAndNoNumberIsBroken()
    {
        var (_, text) = await RunAsync();
        var lines = text.ReplaceLineEndings("\n").Split('\n');

        Assert.All(lines.Where(line => !line.Contains(Output, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(Streams.StreamRegistry.All, stream => Assert.Contains(
            lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, _, _, "B" or "kB" or "MB", ..] && name == stream.Name));
    }

    [Fact]
    public void AFolderThatHoldsSomethingIsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("run").FullName, "config.json"), "mine");

        Assert.Throws<Simulator.Commands.UsageException>(() => OutputFolder.Create(Output, DateTimeOffset.UnixEpoch));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Output, "config.json")));
    }

    [Fact]
    public void EachRunHasAFolderOfItsOwn()
    {
        var folders = Enumerable.Range(0, 3).Select(_ =>
        {
            var folder = OutputFolder.Create(null, DateTimeOffset.UnixEpoch, Output);
            File.WriteAllText(folder.PathOf(OutputFolder.Spec), "");
            return Path.GetFileName(folder.Path);
        });

        Assert.Equal(["1970-01-01T000000", "1970-01-01T000000-2", "1970-01-01T000000-3"], folders);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs the demo here, on a console of 80 columns that is no terminal.</summary>
    private async Task<(bool IsWell, string Text)> RunAsync(params Fault[] faults)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 80;
        var clock = Demonstration.StartClock();
        await using var simulator = await SimulatorServer.StartAsync(
            DemoArguments.Parse(["--conversations", "40", "--months", "1"]).Simulator, clock, TestContext.Current.CancellationToken);
        foreach (var fault in faults)
        {
            simulator.Faults.Add(fault);
        }

        var isWell = await new Demonstration(simulator, clock, OutputFolder.Create(Output, DateTimeOffset.UnixEpoch), console)
            .RunAsync(TestContext.Current.CancellationToken);
        return (isWell, text.ToString());
    }
}
