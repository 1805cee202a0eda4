using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>A list of the Dixa API that took too long was answered with the advice to make <c>window_days</c> smaller, which lists know nothing of.</summary>
public sealed class WindowAdviceTests
{
    [Theory]
    [InlineData("/v1/agents", "agents", false)]
    [InlineData("/v1/conversation_export", "conversations", true)]
    public async Task OnlyTheExportsAreToldToMakeTheirWindowsSmaller(string path, string stream, bool isAdvised)
    {
        // Each goes on for as long as requests are repeated: side by side they take as long as one.
        Fault[] faults = [new DelayFault(400_000), new StatusFault(408), new StatusFault(422)];
        var runs = await Task.WhenAll(faults.Select(fault => ReadAsync(fault with { Path = path, Times = -1 }, stream)));

        Assert.All(runs, run => Assert.Equal(
            isAdvised, Assert.Single(run.Errors).GetProperty("message").GetString()!.Contains("window_days", StringComparison.Ordinal)));
    }

    private static async Task<Run> ReadAsync(Fault fault, string stream)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 5, Months = 1 }, speed: 100);
        bench.Simulator.Faults.Add(fault);
        return await bench.Source.ReadAsync(bench.Config(bench.Now.AddHours(-1)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));
    }
}
