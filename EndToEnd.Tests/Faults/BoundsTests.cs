using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Faults;

public sealed class BoundsTests
{
    /// <summary>Rows on, just before and just after the seams: whatever the bounds mean, each is written once.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task RowsOnTheSeamsAreWrittenOnceWhateverTheBoundsMean(bool lowerInclusive, bool upperInclusive)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 20, Months = 1 });
        bench.Simulator.Bounds = new Bounds(lowerInclusive, upperInclusive);
        var start = new DateTimeOffset(bench.Now.AddDays(-9).UtcDateTime.Date, TimeSpan.Zero);
        var expected = new List<string>();
        for (var day = 0; day < 8; day++)
        {
            for (var offset = -1; offset <= 1; offset++)
            {
                var at = start.AddDays(day).AddMilliseconds(offset);
                var added = bench.Simulator.Organization.AddConversation(at, at);
                if (at >= start)
                {
                    expected.Add($"{added.Id}");
                }
            }
        }

        var run = await bench.Source.ReadAsync(
            bench.Config(start, config => config["window_days"] = 1), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Equal(expected.Order(), run.Ids("conversations").Order());
    }

    /// <summary>The seam between two syncs, without a lookback to cover it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task TheSeamBetweenTwoSyncsIsAsExact(bool lowerInclusive, bool upperInclusive)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 0, EndUsers = 20, Months = 1 });
        bench.Simulator.Bounds = new Bounds(lowerInclusive, upperInclusive);
        var seam = new DateTimeOffset(bench.Now.AddDays(-2).UtcDateTime.Date, TimeSpan.Zero);
        string[] expected = [.. Enumerable.Range(-2, 5).Select(offset => $"{bench.Simulator.Organization.AddConversation(seam.AddMilliseconds(offset)).Id}").Order()];
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations");
        var first = await bench.Source.ReadAsync(
            bench.Config(seam.AddDays(-1), config => config["end_date"] = seam.ToString("yyyy-MM-dd", null)), catalog);
        var second = await bench.Source.ReadAsync(
            bench.Config(seam.AddDays(-1), config => config["lookback_minutes"] = 0), catalog, first.StateFile());

        Assert.Equal(2, first.Ids("conversations").Count);
        Assert.Equal(expected, first.Ids("conversations").Concat(second.Ids("conversations")).Order());
    }
}
