using System.Diagnostics;
using System.Runtime.InteropServices;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary>A process that is asked to end does so in two seconds, which is measured.</summary>
[Collection(QuietCollection.Name)]
public sealed class StopTests
{
    [Theory]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGINT, 130)]
    public async Task AStopLeavesALastStateAndIncompleteWithinTwoSeconds(PosixSignal signal, int exitCode)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StallFault(100_000) { Path = "/v1/conversation_export", Skip = 1 });
        using var process = bench.Source.StartRead(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        var stopped = 0L;
        process.OnLine = line =>
        {
            if (stopped == 0 && line.Contains("\"STATE\"", StringComparison.Ordinal))
            {
                stopped = Stopwatch.GetTimestamp();
                process.Signal(signal);
            }
        };
        var run = await process.EndAsync();

        Assert.Equal(exitCode, run.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, 2);
        Assert.Equal(["STARTED", "RUNNING", "INCOMPLETE"], run.Statuses("conversations"));
        Assert.Empty(run.Errors);
        Assert.Equal(run.Records("conversations").Count(), run.States("conversations").Sum(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64()));
    }

    [Fact]
    public async Task AStopInAWaitForTheRateLimitIsAsQuick()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StatusFault(429) { Path = "/v1/conversation_export", Skip = 1, Headers = new Dictionary<string, string> { ["Retry-After"] = "1800" } });
        using var process = bench.Source.StartRead(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        var stopped = 0L;
        process.OnLine = line =>
        {
            if (stopped == 0 && line.Contains("\"RATE_LIMITED\"", StringComparison.Ordinal))
            {
                stopped = Stopwatch.GetTimestamp();
                process.Signal(PosixSignal.SIGTERM);
            }
        };
        var run = await process.EndAsync();

        Assert.Equal(143, run.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(stopped).TotalSeconds, 0, 2);
        Assert.Equal(["STARTED", "RUNNING", "RUNNING", "INCOMPLETE"], run.Statuses("conversations"));
    }
}
