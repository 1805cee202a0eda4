using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Api;

/// <summary>A read from a simulator with Dixa's limits, and what came of it.</summary>
public sealed record LimitedRead(Bench Bench, Run Run) : IAsyncDisposable
{
    /// <param name="speed">Of the clock. What is left for the way of a request shrinks with it.</param>
    /// <param name="days">How far back the read begins.</param>
    public static async Task<LimitedRead> StartAsync(double speed, int days, string mode, IReadOnlyList<string> streams, SimulatorOptions? options = null)
    {
        var bench = await Bench.StartAsync(options, new RateLimits(), speed);
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-days)), SourceDixa.Catalog(mode, [.. streams]));
        Assert.True(run.ExitCode == 0, run.ToString());
        return new LimitedRead(bench, run);
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
