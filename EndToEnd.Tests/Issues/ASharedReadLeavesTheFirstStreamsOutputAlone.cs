using System.Globalization;
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
        await using var bench = await Bench.StartAsync(speed: 100);

        // Twice, since on a busy machine an answer of this fast clock may come too late, and is asked for again.
        bench.Simulator.Faults.Add(new StatusFault(429) { Path = "/v1/knowledge/collections", Headers = new Dictionary<string, string> { ["Retry-After"] = "1200" }, Times = 2 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, Streams));

        Assert.True(run.ExitCode == 0, run.ToString());

        // The end of a full refresh is a state without records as well, and a wait a little longer than it was told.
        var waits = run.Messages.Where(message => message.TryGetProperty("trace", out var trace) && trace.TryGetProperty("analytics", out _))
            .Select(message => message.GetProperty("trace").GetProperty("analytics")).Single(analytics => analytics.GetProperty("type").GetString() == "rate_limited");
        var times = int.Parse(waits.GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(times, 1, 2);
        Assert.All(Streams, stream =>
        {
            var alive = run.States(stream).Count(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetDouble() == 0);
            Assert.True(alive >= 4 * times && alive <= (5 * times) + 1, $"{alive} of {times} waits\n{run}");
        });
    }
}
