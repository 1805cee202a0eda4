using Dixa.Demo;
using Dixa.Simulator;
using Dixa.Simulator.Faults;
using Spectre.Console;

namespace Dixa.Connector.Demo;

/// <summary>What the demo says of a Dixa that does not do as it should.</summary>
public sealed class DemoFaultTests
{
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

    /// <summary>Runs the demo here, on a console that is no terminal.</summary>
    private static async Task<(bool IsWell, string Text)> RunAsync(params Fault[] faults)
    {
        var folder = Directory.CreateTempSubdirectory("source-dixa-demo");
        try
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

            // With what ships, which is compiled ahead, unlike what the demo builds.
            var isWell = await new Demonstration(simulator, clock, OutputFolder.Create(folder.FullName, DateTimeOffset.UnixEpoch), console, Path.GetDirectoryName(Harness.SourceDixa.Executable))
                .RunAsync(TestContext.Current.CancellationToken);
            return (isWell, text.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
