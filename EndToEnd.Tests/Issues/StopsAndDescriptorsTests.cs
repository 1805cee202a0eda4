using System.Diagnostics;
using System.Globalization;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>What other processes see of the end: the signal that the process died of, and a failure where nothing could be said.</summary>
public sealed class StopsAndDescriptorsTests
{
    /// <remarks>The parent never takes the child's end, so that the kernel still shows it: a signal's number, or an exit code times 256.</remarks>
    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("INT", 2)]
    [InlineData("HUP", 1)]
    public async Task AParentSeesTheSignal(string signal, int status)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new StallFault(100_000) { Path = "/v1/conversation_export", Skip = 1 });
        var config = bench.Source.File("config.json", bench.Config());
        var catalog = bench.Source.File("catalog.json", SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        var output = bench.Source.File("output", "");

        // Bash, since its background jobs don't ignore SIGINT once job control is on.
        using var parent = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "set -m; \"$0\" read --config \"$1\" --catalog \"$2\" > \"$3\" & echo $! >&2; exec sleep 600", SourceDixa.Executable, config, catalog, output])
        {
            RedirectStandardError = true,
            Environment = { [SimulatedClock.Variable] = bench.Clock.ToString() },
        })!;
        try
        {
            var child = await parent.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            await UntilAsync(() => File.ReadAllText(output).Contains("\"STATE\"", StringComparison.Ordinal));
            using var kill = Process.Start("kill", [$"-{signal}", child!]);
            await UntilAsync(() => Fields(child!)[0] == "Z");

            Assert.Equal(status, int.Parse(Fields(child!)[^1], CultureInfo.InvariantCulture));
            Assert.Contains("\"INCOMPLETE\"", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            parent.Kill();
        }
    }

    [Theory]
    [InlineData("spec")]
    [InlineData("--help")]
    [InlineData("nonsense")]
    public async Task WithAllDescriptorsClosedItFails(string arguments)
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"\"$0\" {arguments} <&- >&- 2>&-", SourceDixa.Executable]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, shell.ExitCode);
    }

    [Theory]
    [InlineData("0/Infinity")]
    [InlineData("0/NaN")]
    [InlineData("0/0")]
    [InlineData("0/-1")]
    [InlineData("0/1e9")]
    [InlineData("99999999999999999/1")]
    [InlineData("nonsense")]
    public async Task AClockThatCannotBeIsWrongUsage(string clock)
    {
        using var source = new SourceDixa();
        source.Environment[SimulatedClock.Variable] = clock;
        var run = await source.RunAsync("spec");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("source-dixa: SOURCE_DIXA_CLOCK must be a Unix time in milliseconds and a speed", run.Stderr, StringComparison.Ordinal);
    }

    /// <summary>A process that was started with nohup goes on when its terminal is closed.</summary>
    [Fact]
    public async Task AHangupThatIsIgnoredStaysIgnored()
    {
        await using var bench = await Bench.StartAsync();
        var config = bench.Source.File("config.json", bench.Config());
        var catalog = bench.Source.File("catalog.json", SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "trap '' HUP; exec \"$0\" read --config \"$1\" --catalog \"$2\"", SourceDixa.Executable, config, catalog])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [SimulatedClock.Variable] = bench.Clock.ToString() },
        })!;
        using var process = new RunningProcess(shell);
        var isSent = false;
        process.OnLine = line =>
        {
            if (!isSent && line.Contains("\"RUNNING\"", StringComparison.Ordinal))
            {
                isSent = true;
                using var kill = Process.Start("kill", ["-HUP", $"{process.Id}"]);
                kill.WaitForExit();
            }
        };
        var run = await process.EndAsync();

        Assert.True(isSent);
        Assert.Equal(0, run.ExitCode);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The state of a process and what follows it in /proc: the last field is how it ended.</summary>
    private static string[] Fields(string process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].TrimEnd().Split(' ');
    }
}
