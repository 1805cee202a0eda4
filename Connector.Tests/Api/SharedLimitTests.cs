using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Http;

namespace Dixa.Connector.Api;

/// <summary>Four connectors on one token, none of which knows of the others: all finish, and little of the limit is left unused.</summary>
[Collection(QuietCollection.Name)]
public sealed class SharedLimitTests
{
    private const int Connectors = 4;

    [Fact]
    public async Task FourConnectorsGet90PercentOfTheExports()
    {
        await using var bench = await Bench.StartAsync(limits: new RateLimits(), speed: 8);
        var runs = await ReadAsync(bench, bench.Config(bench.Now.AddDays(-12), config => config["window_days"] = 1), "conversations");

        Assert.All(runs, run => Assert.Equal(runs[0].Ids("conversations").Order(), run.Ids("conversations").Order()));
        var let = bench.Simulator.Requests.All.Where(request => request.Status == 200).ToList();
        Assert.Equal(Connectors * 13, let.Count);

        // Ten at once, and ten more with each minute that ends.
        var ideal = TimeSpan.FromMinutes((let.Count - 1) / 10);
        Assert.InRange((let[^1].ArrivedAt - let[0].ArrivedAt) * 0.9, TimeSpan.Zero, ideal);
    }

    [Fact]
    public async Task FourConnectorsGet90PercentOfTheApi()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 150, EndUsers = 50, Months = 1 }, new RateLimits(), speed: 2);
        var runs = await ReadAsync(bench, bench.Config(bench.Now.AddDays(-40), config => config["window_days"] = 31), "conversation_details");

        Assert.All(runs, run => Assert.Equal(bench.ConversationIds(), run.Ids("conversation_details").Order()));
        var calls = bench.Simulator.Requests.All.Where(request => request.Path.StartsWith("/v1/conversations/", StringComparison.Ordinal)).ToList();
        var let = calls.Where(request => request.Status == 200).ToList();
        Assert.Equal(Connectors * 150, let.Count);
        Assert.InRange(Rate(let), 9, 10.5);
        Assert.InRange(calls.Count - let.Count, 1, let.Count / 2);
    }

    private static double Rate(List<LoggedRequest> requests) => requests.Count / (requests[^1].ArrivedAt - requests[0].ArrivedAt).TotalSeconds;

    private static async Task<Run[]> ReadAsync(Bench bench, string config, string stream)
    {
        var sources = Enumerable.Range(0, Connectors).Select(_ => new SourceDixa()).ToList();
        sources.ForEach(source => source.Environment[SimulatedClock.Variable] = bench.Clock.ToString());
        var runs = await Task.WhenAll(sources.Select(source => source.ReadAsync(config, SourceDixa.Catalog(ConfiguredModes.Incremental, stream))));
        sources.ForEach(source => source.Dispose());
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
        return runs;
    }
}
