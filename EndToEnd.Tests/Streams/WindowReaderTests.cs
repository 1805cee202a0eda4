using System.Runtime.InteropServices;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Streams;

/// <summary>Windows whose answers take a minute to begin.</summary>
public sealed class WindowReaderTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task TheNextWindowsAreAskedForWhileOneIsWaitedForAndComeOutInOrder()
    {
        await using var bench = await StartAsync();
        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-360)), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        var requests = bench.Simulator.Requests.All;
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(bench.ConversationIds(), run.Ids("conversations").Order());
        Assert.Equal(12, requests.Count);
        AssertStatesCoverWhatCameBefore(run);

        // Alone the first one, then five at a time: a wait of each five instead of each one.
        Assert.InRange((requests[^1].ArrivedAt - requests[0].ArrivedAt) / Delay, 2, 5);
    }

    [Fact]
    public async Task AWindowThatFailsEndsTheStreamBeforeThoseThatWereAskedFor()
    {
        await using var bench = await StartAsync(new StatusFault(400) { Path = "/v1/conversation_export", Skip = 4, Times = 1 });
        var start = bench.Now.AddDays(-360);
        var run = await bench.Source.ReadAsync(bench.Config(start), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        var cursor = run.States("conversations").Last().GetProperty("stream").GetProperty("stream_state").GetProperty("updated_at").GetInt64();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses("conversations").Last());
        AssertStatesCoverWhatCameBefore(run);
        Assert.All(run.Records("conversations"), record => Assert.InRange(record.GetProperty("updated_at").GetInt64(), 0, cursor - 1));
        Assert.Equal(
            bench.Simulator.Organization.Conversations.Count(conversation => conversation.UpdatedAtMs >= start.ToUnixTimeMilliseconds() && conversation.UpdatedAtMs < cursor),
            run.Records("conversations").Count());
    }

    [Fact]
    public async Task AStopWhileWindowsAreOnTheirWayIsQuick()
    {
        await using var bench = await StartAsync();
        using var process = bench.Source.StartRead(bench.Config(bench.Now.AddDays(-360)), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        var states = 0;
        process.OnLine = line =>
        {
            if (line.Contains("\"STATE\"", StringComparison.Ordinal) && ++states == 2)
            {
                process.Signal(PosixSignal.SIGTERM);
            }
        };
        var run = await process.EndAsync();

        Assert.Equal(143, run.ExitCode);
        Assert.Equal("INCOMPLETE", run.Statuses("conversations").Last());
        AssertStatesCoverWhatCameBefore(run);
    }

    private static async Task<Bench> StartAsync(Fault? sooner = null)
    {
        var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 300, EndUsers = 50, Months = 11 });
        if (sooner is not null)
        {
            bench.Simulator.Faults.Add(sooner);
        }

        bench.Simulator.Faults.Add(new DelayFault((int)Delay.TotalMilliseconds) { Path = "/v1/conversation_export", Times = -1 });
        return bench;
    }

    private static void AssertStatesCoverWhatCameBefore(Run run)
    {
        var covered = 0L;
        foreach (var message in run.Messages)
        {
            switch (message.GetProperty("type").GetString())
            {
                case "RECORD":
                    Assert.InRange(message.GetProperty("record").GetProperty("data").GetProperty("updated_at").GetInt64(), covered, long.MaxValue);
                    break;
                case "STATE":
                    var cursor = message.GetProperty("state").GetProperty("stream").GetProperty("stream_state").GetProperty("updated_at").GetInt64();
                    Assert.InRange(cursor, covered, long.MaxValue);
                    covered = cursor;
                    break;
                default:
                    break;
            }
        }

        Assert.NotEqual(0, covered);
    }
}
