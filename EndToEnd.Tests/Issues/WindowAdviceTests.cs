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
        foreach (var fault in new Fault[] { new DelayFault(400_000), new StatusFault(408), new StatusFault(422) })
        {
            await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 5, Months = 1 }, speed: 100);
            bench.Simulator.Faults.Add(fault with { Path = path, Times = -1 });
            var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddHours(-1)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));

            var message = Assert.Single(run.Errors).GetProperty("message").GetString();
            Assert.Equal(isAdvised, message!.Contains("window_days", StringComparison.Ordinal));
        }
    }
}
