using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Issues;

/// <summary>An end date may have nine digits behind the second. Cut off to a millisecond, it left out a row that lies before it.</summary>
public sealed class ARowWithinTheMillisecondOfTheEndDateIsRead
{
    [Fact]
    public async Task IfItLiesBeforeTheEnd()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 5, Months = 1 });
        var at = new DateTimeOffset(bench.Now.AddDays(-2).UtcDateTime.Date, TimeSpan.Zero);
        string[] added = [.. Enumerable.Range(0, 2).Select(offset => $"{bench.Simulator.Organization.AddConversation(at.AddMilliseconds(offset)).Id}")];

        var run = await bench.Source.ReadAsync(
            bench.Config(change: config => config["end_date"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'.000500Z'", null)),
            SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Equal([added[0]], run.Ids("conversations"));
    }
}
