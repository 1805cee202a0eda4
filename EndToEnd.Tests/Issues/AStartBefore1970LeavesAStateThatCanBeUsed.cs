using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Issues;

/// <summary>A sync that ended before 1970 left a negative cursor, which the next one refused.</summary>
public sealed class AStartBefore1970LeavesAStateThatCanBeUsed
{
    [Theory]
    [InlineData("conversations")]
    [InlineData("conversation_messages")]
    [InlineData("activity_logs")]
    [InlineData("enduser_details")]
    public async Task AndTheNextSyncReadsAll(string stream)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 10, Months = 1 });
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, stream);
        var early = await bench.Source.ReadAsync(
            bench.Config(change: config => (config["start_date"], config["end_date"]) = ("1960-01-01", "1969-06-01")), catalog);
        var whole = await bench.Source.ReadAsync(bench.Config(change: config => config["start_date"] = "1960-01-01"), catalog, early.StateFile());

        Assert.True(early.ExitCode == 0, early.ToString());
        Assert.Empty(early.Records(stream));
        Assert.True(whole.ExitCode == 0, whole.ToString());
        Assert.NotEmpty(whole.Records(stream));
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.Query.Contains("=-", StringComparison.Ordinal));
    }
}
