using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// An answer 204 was taken for a body that broke off: asked for again in ever smaller halves for half an hour, with a message about an
/// answer that broke off. Dixa documents 200 for every read, so nothing else counts as read, empty or not.
/// </summary>
public sealed class NoContentTests
{
    [Theory]
    [InlineData(204, "/v1/conversation_export", "conversations")]
    [InlineData(205, "/v1/conversation_export", "conversations")]
    [InlineData(206, "/v1/conversation_export", "conversations")]
    [InlineData(204, "/v1/conversation_export", "conversation_details")]
    [InlineData(204, "/v1/agents", "agents")]
    public async Task ItIsNeverTakenForAnEmptyAnswer(int status, string path, string stream)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 5, Months = 1 });
        bench.Simulator.Faults.Add(new StatusFault(status) { Path = path, Times = -1, Body = "" });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));

        Assert.Equal(1, run.ExitCode);
        var error = Assert.Single(run.Errors);
        Assert.Equal("transient_error", error.GetProperty("failure_type").GetString());
        Assert.Contains($"answered without data ({status})", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.InRange(bench.Simulator.Requests.All.Count, 2, 10);
        Assert.DoesNotContain(run.Lines, line => line.Contains("sync_complete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneThatPassesIsAskedAgain()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 5, Months = 1 });
        bench.Simulator.Faults.Add(new StatusFault(204) { Path = "/v1/conversation_export", Body = "" });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
    }

    /// <summary>A 200 whose body is empty has lost it on the way.</summary>
    [Fact]
    public async Task AnEmptyBodyIsAskedAgainAndNeverCounts()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 5, Months = 1 });
        bench.Simulator.Faults.Add(new ReplaceBodyFault("") { Path = "/v1/agents", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broke off", Assert.Single(run.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, bench.Simulator.Requests.All.Count);
    }
}
