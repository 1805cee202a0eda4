using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// A page where the last sync stopped, and that Dixa no longer knows, was taken for gone only with 400 and 404. With any other
/// answer each sync to come failed at it; what an old key is answered with is documented nowhere.
/// </summary>
public sealed class StalePageTests
{
    private const string State = """{"endusers":{"next_page":"/v1/endusers?pageKey=stale"}}""";

    public static TheoryData<Fault> Refusals =>
    [
        new StatusFault(400), new StatusFault(401), new StatusFault(403), new StatusFault(404), new StatusFault(410),
        new StatusFault(500), new StatusFault(503), new StatusFault(204) { Body = "" }, new ReplaceBodyFault("""{"message":"bad key"}"""), new ReplaceBodyFault(""),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task TheListIsReadFromItsBeginning(Fault fault)
    {
        await using var bench = await StartAsync();

        // Seven times, as often as a request is tried: only the first page's own request gets through.
        bench.Simulator.Faults.Add(fault with { Path = "/v1/endusers", Times = fault is StatusFault { Code: >= 400 and < 500 } ? 1 : 7 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"), State);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(bench.Simulator.Organization.Workspace.EndUsers.Rows.Select(user => $"{user.Id}"), run.Ids("endusers"));
        Assert.Contains(run.Logs, log => log.Contains("the list is read from its beginning", StringComparison.Ordinal));
    }

    /// <summary>Nothing is wrong with the page when Dixa is away as a whole: the next sync begins there.</summary>
    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    public async Task WhenNoPageIsAnsweredTheCheckpointStays(int status)
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(status) { Path = "/v1/endusers", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers"), State);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("/v1/endusers?pageKey=stale", run.States("endusers").Last().GetProperty("stream").GetProperty("stream_state").GetProperty("next_page").GetString());
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 150, Months = 1 }, speed: 100);
}
