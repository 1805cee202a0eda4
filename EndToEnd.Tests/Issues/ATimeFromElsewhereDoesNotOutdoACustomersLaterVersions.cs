using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Data;

namespace Dixa.Connector.Issues;

/// <summary>
/// A conversation with a time of the far future gave that to its customer's row. A destination that keeps the row with the latest
/// cursor then kept that version for ever. Found by the drawn case of seed 40818.
/// </summary>
public sealed class ATimeFromElsewhereDoesNotOutdoACustomersLaterVersions
{
    [Fact]
    public async Task TheCursorOfACustomerNeverGoesBack()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 1, Months = 1 });
        var organization = bench.Simulator.Organization;
        organization.Put(organization.AddConversation(bench.Now) with { CursorDefect = CursorDefect.Future });
        var first = await ReadAsync(bench, state: null);

        organization.AddConversation(bench.Now);
        var second = await ReadAsync(bench, first.StateFile());

        Assert.True(Cursor(second) >= Cursor(first), $"{Cursor(first)} {Cursor(second)}");
        Assert.InRange(Cursor(first), 1, bench.Now.ToUnixTimeMilliseconds());
    }

    private static Task<Run> ReadAsync(Bench bench, string? state) =>
        bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "enduser_details"), state);

    private static long Cursor(Run run) => Assert.Single(run.Records("enduser_details")).GetProperty("conversation_updated_at").GetInt64();
}
