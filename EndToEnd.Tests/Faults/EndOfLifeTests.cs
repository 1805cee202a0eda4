using System.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

public sealed class EndOfLifeTests
{
    private static readonly string Catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]);

    /// <summary>Killed when so many lines have come out, with the rest of the time dripping so that there is a moment to hit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(700)]
    [InlineData(1400)]
    public async Task AfterAKillTheLastStateAndASecondRunMakeItWhole(int lines)
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new DripFault(20_000, 30) { Path = "/v1/", Times = -1 });
        using var process = bench.Source.StartRead(bench.Config(change: config => config["window_days"] = 7), Catalog);
        var seen = 0;
        process.OnLine = _ =>
        {
            if (++seen == lines)
            {
                process.Kill();
            }
        };
        var killed = await process.EndAsync();
        Assert.Equal(137, killed.ExitCode);

        bench.Simulator.Faults.Clear();
        var second = await bench.Source.ReadAsync(bench.Config(), Catalog, killed.StateFile());

        Assert.Equal(0, second.ExitCode);
        foreach (var (stream, expected) in new[] { ("conversations", bench.ConversationIds()), ("messages", bench.MessageIds()) })
        {
            Assert.Equal(expected, killed.Ids(stream).Concat(second.Ids(stream)).Distinct().Order());
            Assert.Equal(second.Ids(stream).Distinct().Count(), second.Ids(stream).Count);
        }
    }

    [Fact]
    public async Task AKilledWalkGoesOnAtItsPage()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, "endusers");
        bench.Simulator.Faults.Add(new StallFault(0) { Path = "/v1/endusers", Skip = 2 });
        using var process = bench.Source.StartRead(bench.Config(), catalog);
        process.OnLine = line =>
        {
            if (line.Contains("\"STATE\"", StringComparison.Ordinal) && line.Contains("MjAw", StringComparison.Ordinal))
            {
                process.Kill();
            }
        };
        var killed = await process.EndAsync();
        bench.Simulator.Faults.Clear();
        var second = await bench.Source.ReadAsync(bench.Config(), catalog, killed.StateFile());

        Assert.Equal(200, killed.Ids("endusers").Count);
        Assert.Equal(bench.Simulator.Organization.Workspace.EndUsers.Rows.Select(user => $"{user.Id}"), killed.Ids("endusers").Concat(second.Ids("endusers")));
    }

    [Fact]
    public async Task ARunWhoseReaderHasGoneStopsAtOnce()
    {
        await using var bench = await Bench.StartAsync();
        var config = bench.Source.File("config.json", bench.Config());
        var catalog = bench.Source.File("catalog.json", Catalog);

        // head takes three lines and leaves; the pipe's exit code is the connector's.
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "set -o pipefail; \"$0\" \"$@\" | head -3 > /dev/null", SourceDixa.Executable, "read", "--config", config, "--catalog", catalog])
        {
            RedirectStandardError = true,
            Environment = { [SimulatedClock.Variable] = bench.Clock.ToString() },
        })!;
        var stderr = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (shell.ExitCode, stderr));
    }

    [Theory]
    [InlineData("> /dev/full", "No space left on device")]
    [InlineData(">&-", "stdout can't be written")]
    public async Task AnOutputThatTakesNothingIsToldOnStderr(string redirection, string expected)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"\"$0\" spec {redirection}", SourceDixa.Executable])
        {
            RedirectStandardError = true,
        })!;
        var stderr = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains(expected, stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAppendedOutputIsNotOverwritten()
    {
        using var source = new SourceDixa();
        var output = source.File("output", "before\n");
        using var shell = Process.Start("/bin/sh", ["-c", "(\"$0\" spec; echo after) >> \"$1\"", SourceDixa.Executable, output]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        var lines = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal(("before", "after", 3), (lines[0], lines[^1], lines.Length));
    }
}
