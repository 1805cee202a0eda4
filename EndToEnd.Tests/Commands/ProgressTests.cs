using System.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Commands;

/// <summary>A read says on a terminal how far it is, and is silent on stderr everywhere else.</summary>
public sealed class ProgressTests
{
    /// <remarks><c>script</c> (util-linux) gives a program a terminal; <c>-e</c> passes its exit code on.</remarks>
    [Fact]
    public async Task OnATerminalALineMovesAndTheMessagesGoElsewhere()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "there is no script of util-linux");
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new DelayFault(30_000) { Path = "/v1/agents" });
        var config = bench.Source.File("config.json", bench.Config());
        var catalog = bench.Source.File("catalog.json", SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents"));
        var messages = bench.Source.File("messages.jsonl", "");
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"'{SourceDixa.Executable}' read --config '{config}' --catalog '{catalog}' > '{messages}'", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var shown = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("0 of 1 streams, 0 records, ", shown, StringComparison.Ordinal);
        Assert.EndsWith("\r\e[K", shown, StringComparison.Ordinal);
        Assert.All(await File.ReadAllLinesAsync(messages, TestContext.Current.CancellationToken), line => Assert.StartsWith("{", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutATerminalStderrStaysEmpty()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new DelayFault(30_000) { Path = "/v1/agents" });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Stderr);
    }
}
