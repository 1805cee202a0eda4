using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// A link such as <c>//elsewhere/v1/endusers</c> was taken for a path of the configured host. It then
/// was the checkpoint, and every sync to come asked for it in vain.
/// </summary>
public sealed class ALinkThatIsNoPathIsNoCheckpoint
{
    [Theory]
    [InlineData("//dixa.invalid")]
    [InlineData("ftp://dixa.invalid")]
    [InlineData("mailto:dixa.invalid")]
    public async Task AndTheNextSyncGoesOn(string origin)
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new ForeignNextFault { Path = "/v1/endusers", Skip = 1, Origin = origin });
        var broken = await bench.Source.ReadAsync(bench.Config(), catalog);
        Assert.Contains("goes on at another address", Assert.Single(broken.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);

        var mended = await bench.Source.ReadAsync(bench.Config(), catalog, broken.StateFile());

        Assert.Equal(0, mended.ExitCode);
        Assert.Equal(250, broken.Ids("endusers").Concat(mended.Ids("endusers")).Distinct().Count());
    }
}
