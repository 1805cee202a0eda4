using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>Where a link to the next page repeated the token URL-encoded, it stood in each STATE. States are kept in databases and shown in user interfaces.</summary>
public sealed class ALinkThatRepeatsTheTokenIsNoCheckpoint
{
    /// <summary>Every byte of the simulator's token, percent-encoded.</summary>
    private static readonly string Encoded = string.Concat("dixa-simulator-token".Select(c => $"%{(int)c:X2}"));

    [Fact]
    public async Task TheListIsReadAndACutOffSyncBeginsAgain()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new StatusFault(400) { Path = "/v1/endusers", Skip = 2 });
        bench.Simulator.Faults.Add(new TokenInLinkFault { Path = "/v1/endusers", Times = -1 });

        var broken = await bench.Source.ReadAsync(bench.Config(), catalog);
        Assert.Equal(1, broken.ExitCode);
        Assert.Equal(200, broken.Ids("endusers").Count);
        Assert.Contains(broken.Logs, log => log.Contains("so it is not made a state", StringComparison.Ordinal));
        AssertNoToken(broken);
        Assert.Equal(200, broken.States("endusers").Sum(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64()));

        var mended = await bench.Source.ReadAsync(bench.Config(), catalog, broken.StateFile());
        Assert.Equal(0, mended.ExitCode);
        Assert.Equal(250, mended.Ids("endusers").Distinct().Count());
        AssertNoToken(mended);
    }

    /// <summary>A state from before this was mended still works, and is not repeated.</summary>
    [Fact]
    public async Task AStateThatHasSuchALinkIsGoneOnFrom()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new StatusFault(400) { Path = "/v1/endusers", Skip = 1 });
        var broken = await bench.Source.ReadAsync(bench.Config(), catalog);
        var link = broken.States("endusers").Last().GetProperty("stream").GetProperty("stream_state").GetProperty("next_page").GetString();

        var state = broken.StateFile().Replace(JsonSerializer.Serialize(link), JsonSerializer.Serialize($"{link}&apikey={Encoded}"), StringComparison.Ordinal);
        Assert.Contains(Encoded, state, StringComparison.Ordinal);

        var run = await bench.Source.ReadAsync(bench.Config(), catalog, state);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(250, broken.Ids("endusers").Concat(run.Ids("endusers")).Distinct().Count());
        Assert.Equal(150, run.Ids("endusers").Count);
        AssertNoToken(run);
    }

    private static void AssertNoToken(Run run) => Assert.All(run.Lines, line =>
    {
        Assert.DoesNotContain(Encoded, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("dixa-simulator-token", line, StringComparison.OrdinalIgnoreCase);
    });

    private sealed record TokenInLinkFault : PageFault
    {
        public override PageLinks Twist(PageLinks links) => links with { Next = links.Next is { } next ? $"{next}&apikey={Encoded}" : null };
    }
}
