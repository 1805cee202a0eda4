using System.Diagnostics;
using System.Runtime.InteropServices;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary>A process that is asked to end does so in two seconds, which is measured.</summary>
[Collection(QuietCollection.Name)]
public sealed class StopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>So often a stop may take longer, which a busy machine makes of one now and then, and a connector that is slow to stop of each.</summary>
    private const int Tries = 3;

    [Theory]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGINT, 130)]
    public async Task AStopLeavesALastStateAndIncompleteWithinTwoSeconds(PosixSignal signal, int exitCode)
    {
        var run = await StopAsync(new StallFault(100_000), "\"STATE\"", signal);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(["STARTED", "RUNNING", "INCOMPLETE"], run.Statuses("conversations"));
        Assert.Empty(run.Errors);
        Assert.Equal(run.Records("conversations").Count(), run.States("conversations").Sum(state => state.GetProperty("sourceStats").GetProperty("recordCount").GetInt64()));
    }

    [Fact]
    public async Task AStopInAWaitForTheRateLimitIsAsQuick()
    {
        var run = await StopAsync(new StatusFault(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "1800" } }, "\"RATE_LIMITED\"", PosixSignal.SIGTERM);

        Assert.Equal(143, run.ExitCode);
        Assert.Equal(["STARTED", "RUNNING", "RUNNING", "INCOMPLETE"], run.Statuses("conversations"));
    }

    /// <summary>A read of conversations that meets a fault in its second window, and is told to stop when a line says <paramref name="moment"/>.</summary>
    private static async Task<Run> StopAsync(Fault fault, string moment, PosixSignal signal)
    {
        var taken = new List<TimeSpan>();
        while (true)
        {
            await using var bench = await Bench.StartAsync();
            bench.Simulator.Faults.Add(fault with { Path = "/v1/conversation_export", Skip = 1 });
            using var process = bench.Source.StartRead(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
            var stopped = 0L;
            process.OnLine = line =>
            {
                if (stopped == 0 && line.Contains(moment, StringComparison.Ordinal))
                {
                    stopped = Stopwatch.GetTimestamp();
                    process.Signal(signal);
                }
            };
            var run = await process.EndAsync();
            taken.Add(Stopwatch.GetElapsedTime(stopped));
            if (taken[^1] <= Limit)
            {
                return run;
            }

            Assert.True(taken.Count < Tries, $"each of {Tries} stops took longer than {Limit}: {string.Join(", ", taken)}");
        }
    }
}
