using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Api;

/// <summary>Connectors on one token that read from a simulator with Dixa's limits, and what came of it.</summary>
public sealed record LimitedRead(Bench Bench, IReadOnlyList<Run> Runs) : IAsyncDisposable
{
    /// <param name="speed">Of the clock. What is left for the way of a request shrinks with it.</param>
    /// <param name="days">How far back the read begins.</param>
    public static async Task<LimitedRead> StartAsync(
        int connectors, double speed, int days, string mode, IReadOnlyList<string> streams, SimulatorOptions? options = null, int windowDays = 31)
    {
        var bench = await Bench.StartAsync(options, new RateLimits(), speed);
        var config = bench.Config(bench.Now.AddDays(-days), config => config["window_days"] = windowDays);
        var sources = Enumerable.Range(0, connectors).Select(_ => new SourceDixa()).ToList();
        sources.ForEach(source => source.Environment[SimulatedClock.Variable] = bench.Clock.ToString());
        var runs = await Task.WhenAll(sources.Select(source => source.ReadAsync(config, SourceDixa.Catalog(mode, [.. streams]))));
        sources.ForEach(source => source.Dispose());
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.ToString()));
        return new LimitedRead(bench, runs);
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
