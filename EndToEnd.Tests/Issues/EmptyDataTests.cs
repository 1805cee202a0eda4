using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>A record that has none of the selected fields went out as <c>"data":{}</c>, which is no record: like <c>{}</c> itself it is left out.</summary>
public sealed class EmptyDataTests
{
    [Fact]
    public async Task ARecordWithNothingSelectedIsLeftOutAndNotCounted()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 5, Months = 1 });
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[{"name":"a"},{"id":"1","name":"b"},{"name":"c"}],"meta":{}}""") { Path = "/v1/teams" });
        var run = await bench.Source.ReadAsync(
            bench.Config(), """{"streams":[{"stream":{"name":"teams","json_schema":{"properties":{"id":{}}}},"sync_mode":"full_refresh"}]}""");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"id":"1"}""", Assert.Single(run.Records("teams")).GetRawText());
        Assert.Equal(1, run.States("teams").Sum(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64()));
        Assert.Contains(run.Logs, log => log.StartsWith("teams: complete; 1 records, 10 bytes", StringComparison.Ordinal));
    }
}
