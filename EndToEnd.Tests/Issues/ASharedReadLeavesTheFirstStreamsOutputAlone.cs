using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// What several streams go by is read beside the task of whichever comes first. Its waits showed that stream alive from there, too,
/// while the stream did so itself: twice as often, and two tasks at one output.
/// </summary>
public sealed class ASharedReadLeavesTheFirstStreamsOutputAlone
{
    private static readonly string[] Streams = ["knowledge_categories", "knowledge_articles", "knowledge_article_translations"];

    [Fact]
    public async Task AWaitOfTwentyMinutesShowsEachStreamAliveFourTimes()
    {
        await using var bench = await Bench.StartAsync(speed: 200);
        bench.Simulator.Faults.Add(new StatusFault(429) { Path = "/v1/knowledge/collections", Headers = new Dictionary<string, string> { ["Retry-After"] = "1200" } });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, Streams));

        Assert.True(run.ExitCode == 0, run.ToString());

        // The end of a full refresh is a state without records as well, and a wait a little longer than it was told.
        Assert.All(Streams, stream => Assert.True(run.States(stream).Count(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetDouble() == 0) is >= 4 and <= 6, run.ToString()));
    }
}
