using System.Diagnostics;
using System.Runtime.InteropServices;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults;

/// <summary><c>deploy/sync.sh</c> loses nothing, whatever is killed whenever.</summary>
public sealed class SyncScriptTests : IDisposable
{
    /// <summary>The commands that the script uses beside the connector: each is a moment at which it may be killed.</summary>
    private static readonly string[] Commands = ["date", "flock", "mv", "rm", "sync", "tail", "truncate", "wc"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sync-script-test");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TheSecondRunReadsOnlyWhatIsNew()
    {
        await using var bench = await StartAsync();
        var first = await RunAsync(bench);
        var second = await RunAsync(bench);

        Assert.Equal((0, "", 0, ""), (first.ExitCode, first.Stderr, second.ExitCode, second.Stderr));
        var files = Files("messages-*.jsonl").Select(file => Read(file).Ids("conversations")).ToList();
        Assert.Equal(bench.ConversationIds(), files[0].Order());
        Assert.Empty(files[1]);
        Assert.Equal(["state.json"], Files("*").Select(Path.GetFileName).Where(name => name!.StartsWith("state", StringComparison.Ordinal)));
    }

    /// <summary>A run that ends before any state: the next one must not read everything again.</summary>
    [Fact]
    public async Task AFailedRunLeavesTheStateAsItWasAndSaysWhy()
    {
        await using var bench = await StartAsync();
        await RunAsync(bench);
        var state = await File.ReadAllTextAsync(PathOf("state.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(PathOf("config.json"), "{\"api_token\": \"te", TestContext.Current.CancellationToken);
        using var process = StartScript(bench);
        var failed = await process.EndAsync();

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("The file given as --config is not valid JSON", failed.Stderr, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(PathOf("state.json"), TestContext.Current.CancellationToken));
    }

    /// <summary>A stream that wrote no state in the last run keeps the one of the run before.</summary>
    [Fact]
    public async Task AStreamThatWasNotReadKeepsItsState()
    {
        await using var bench = await StartAsync();
        await RunAsync(bench);
        await RunAsync(bench, SourceDixa.Catalog(ConfiguredModes.Incremental, "messages"));
        await RunAsync(bench);

        Assert.Empty(Read(Files("messages-*.jsonl").Last()).Ids("conversations"));
    }

    /// <summary>A state from elsewhere, in another form, is where the first run begins.</summary>
    [Fact]
    public async Task AStateOfAnotherConnectorIsTakenUp()
    {
        await using var bench = await StartAsync();
        await File.WriteAllTextAsync(
            PathOf("state.json"),
            $$$$"""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversation_export"},"stream_state":{"updated_at":{{{{bench.Now.ToUnixTimeMilliseconds()}}}}}}}]""",
            TestContext.Current.CancellationToken);
        await RunAsync(bench, SourceDixa.Catalog(ConfiguredModes.Incremental, "messages"));
        await RunAsync(bench, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));

        Assert.Empty(Read(Files("messages-*.jsonl").Last()).Ids("conversations"));
    }

    /// <summary>Killed with everything that it has started before and after each command that it runs, in a run that takes over what a killed one has left.</summary>
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task KilledAtAnyCommandItLosesNothing(string moment)
    {
        await using var bench = await StartAsync();
        Interpose("""n=$(($(cat "$STEPS") + 1)); echo $n > "$STEPS"; [ "$MOMENT" = before ] && [ $n = "$KILL_AT" ] && kill -9 0; "$REAL" "$@"; code=$?; [ $n = "$KILL_AT" ] && kill -9 0; exit $code""");
        for (var step = 1; step < 60; step += Effort.IsWhole ? 1 : 3)
        {
            Clear();
            await File.WriteAllTextAsync(PathOf("messages-20200101T000000.part"), """{"type":"LOG","log":{"level":"INFO","message":"an earlier run"}}""" + "\n{\"type\":\"RECORD\",\"rec", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(PathOf("steps"), "0", TestContext.Current.CancellationToken);
            var killed = await RunAsync(bench, variables: new() { ["KILL_AT"] = $"{step}", ["MOMENT"] = moment, ["STEPS"] = PathOf("steps") });
            if (killed.ExitCode == 0)
            {
                Assert.InRange(step, 10, 59);
                return;
            }

            Assert.Equal(137, killed.ExitCode);
            await AssertNextRunMakesItWholeAsync(bench, $"killed {moment} step {step}", isLastShown: step % 5 == 0);
        }
    }

    /// <summary>Killed when so many bytes of the messages have been written.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(4_000)]
    [InlineData(20_000)]
    [InlineData(60_000)]
    [InlineData(90_000)]
    public async Task KilledInTheMiddleOfAReadItLosesNothing(int bytes)
    {
        await using var bench = await StartAsync();
        Interpose("""[ "$1" = read ] && [ -n "$BYTES" ] || exec "$REAL" "$@"; "$REAL" "$@" | head -c "$BYTES"; kill -9 0""");
        var killed = await RunAsync(bench, variables: new() { ["BYTES"] = $"{bytes}" });

        Assert.Equal(137, killed.ExitCode);
        await AssertNextRunMakesItWholeAsync(bench, $"killed after {bytes} bytes");
    }

    /// <summary>A limit on the size of files stands for a full disk: whoever writes beyond it gets an error or is killed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(64)]
    public async Task WithoutRoomItLosesNothing(int blocks)
    {
        await using var bench = await StartAsync();
        var first = await RunAsync(bench, SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"));
        Assert.Equal(0, first.ExitCode);
        bench.Simulator.Organization.Change(bench.Now);
        var full = await RunAsync(bench, before: $"ulimit -f {blocks};");

        Assert.NotEqual(0, full.ExitCode);
        await AssertNextRunMakesItWholeAsync(bench, $"room for {blocks} blocks");
    }

    [Fact]
    public async Task AStopIsPassedOnAndTheLastStateKept()
    {
        await using var bench = await StartAsync();
        var stall = new StallFault(0) { Path = "/v1/message_export", Skip = 2 };
        bench.Simulator.Faults.Add(stall);
        WriteFiles(bench, Catalog);
        using var process = StartScript(bench);
        await UntilAsync(() => Files("*.part").Any(part => File.ReadAllText(part).Contains("\"STATE\"", StringComparison.Ordinal)));
        process.Signal(PosixSignal.SIGTERM);
        var run = await process.EndAsync();

        Assert.Equal(143, run.ExitCode);
        Assert.Equal("INCOMPLETE", Read(Assert.Single(Files("messages-*.jsonl"))).Statuses("messages").Last());
        bench.Simulator.Faults.Clear();
        await AssertNextRunMakesItWholeAsync(bench, "stopped");
    }

    [Fact]
    public async Task ASecondRunAtTheSameTimeIsRefused()
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Add(new StallFault(0) { Path = "/v1/message_export" });
        WriteFiles(bench, Catalog);
        using var first = StartScript(bench);
        await UntilAsync(() => Files("*.part").Any(part => new FileInfo(part).Length > 0));
        var second = await RunAsync(bench);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("another sync", second.Stderr, StringComparison.Ordinal);
        first.Signal(PosixSignal.SIGTERM);
        await first.EndAsync();
    }

    [Fact]
    public async Task WithoutACatalogItSaysHowToMakeOne()
    {
        await using var bench = await StartAsync();
        WriteFiles(bench, Catalog);
        File.Delete(PathOf("catalog.json"));
        using var process = StartScript(bench);
        var run = await process.EndAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("source-dixa discover --configured > catalog.json", run.Stderr, StringComparison.Ordinal);
    }

    private static string Catalog => SourceDixa.Catalog(ConfiguredModes.Incremental, [.. Bench.Exports]);

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 40, EndUsers = 10, Months = 2 });

    private async Task AssertNextRunMakesItWholeAsync(Bench bench, string what, bool isLastShown = true)
    {
        var next = await RunAsync(bench);
        Assert.True(next.ExitCode == 0, $"{what}: {next.Stderr}");
        Assert.Empty(Files("*.part"));
        var runs = Files("messages-*.jsonl").Select(Read).ToList();
        Assert.Equal(bench.ConversationIds(), runs.SelectMany(run => run.Ids("conversations")).Distinct().Order());
        Assert.Equal(bench.MessageIds(), runs.SelectMany(run => run.Ids("messages")).Distinct().Order());
        if (isLastShown)
        {
            await RunAsync(bench);
            Assert.Empty(Read(Files("messages-*.jsonl").Last()).Ids("messages"));
        }
    }

    /// <summary>Puts a script before each command and the connector; <c>$REAL</c> is what it stands for.</summary>
    private void Interpose(string script)
    {
        var folder = _folder.CreateSubdirectory("bin").FullName;
        foreach (var (name, real) in Commands.Select(name => (name, Real: Which(name))).Append(("connector", SourceDixa.Executable)))
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, $"#!/bin/sh\nREAL={real}\nPATH={Environment.GetEnvironmentVariable("PATH")}\n{(name == "connector" || !script.Contains("BYTES", StringComparison.Ordinal) ? script : "exec \"$REAL\" \"$@\"")}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    private static string Which(string name) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, name)).First(File.Exists);

    private async Task<Run> RunAsync(Bench bench, string? catalog = null, Dictionary<string, string>? variables = null, string before = "")
    {
        WriteFiles(bench, catalog ?? Catalog);
        using var process = StartScript(bench, variables, before);
        return await process.EndAsync();
    }

    private void WriteFiles(Bench bench, string catalog)
    {
        File.WriteAllText(PathOf("config.json"), bench.Config(change: config => (config["lookback_minutes"], config["window_days"]) = (0, 7)));
        File.WriteAllText(PathOf("catalog.json"), catalog);
    }

    /// <summary>In a process group of its own, so that a kill of the group leaves the tests alone.</summary>
    private RunningProcess StartScript(Bench bench, Dictionary<string, string>? variables = null, string before = "")
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", $"{before} exec /bin/sh \"$0\" \"$1\"", Repository.PathOf("deploy", "sync.sh"), _folder.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AIRBYTE_ENTRYPOINT"] = variables is null ? SourceDixa.Executable : PathOf(Path.Combine("bin", "connector")),
                [SimulatedClock.Variable] = bench.Clock.ToString(),
            },
        };
        if (variables is not null)
        {
            start.Environment["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        }

        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        return new RunningProcess(Process.Start(start)!);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private void Clear()
    {
        foreach (var file in Files("*"))
        {
            File.Delete(file);
        }
    }

    private static Run Read(string file) => new(0, File.ReadAllLines(file), "");

    private List<string> Files(string pattern) => [.. Directory.GetFiles(_folder.FullName, pattern).Order(StringComparer.Ordinal)];

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
