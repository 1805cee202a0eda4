using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Dixa.Connector.Commands;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;

namespace Dixa.Connector.Harness;

/// <summary>The connector, run as a platform runs it: files in, lines out.</summary>
/// <remarks>
/// What a test waits for to its end runs in the test's own process, where it takes a seventh of the processor time. The published executable runs where a test is
/// about the process: what is started to be signalled, killed or measured (<see cref="StartRead"/>), what is given variables, and wrong usage.
/// </remarks>
public sealed class SourceDixa : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-test");

    /// <summary>The executable that ships; elsewhere than on Linux x64, where it is not published, the one that was built.</summary>
    public static string Executable { get; } = Locate();

    /// <summary>Variables that the process gets beside those of the test.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Another clock than the real one: one that says in words what a process needs to have the same time, as <see cref="SimulatedClock"/> does.</summary>
    public TimeProvider? Clock { get; set; }

    public static string Catalog(string syncMode, params string[] streams) => new JsonObject
    {
        ["streams"] = new JsonArray([.. streams.Select(stream => (JsonNode)new JsonObject
        {
            ["stream"] = new JsonObject { ["name"] = stream, ["json_schema"] = new JsonObject(), ["namespace"] = null },
            ["sync_mode"] = syncMode,
            ["destination_sync_mode"] = "append",
            ["cursor_field"] = null,
            ["primary_key"] = null,
        })]),
    }.ToJsonString();

    public Task<Run> CheckAsync(string config) => RunAsync("check", "--config", File("config.json", config));

    public Task<Run> DiscoverAsync(string config) => RunAsync("discover", "--config", File("config.json", config));

    public Task<Run> ReadAsync(string config, string catalog, string? state = null) => RunAsync(ReadArguments(config, catalog, state));

    /// <summary>Starts the executable.</summary>
    public RunningProcess StartRead(string config, string catalog, string? state = null) => Start(ReadArguments(config, catalog, state));

    public async Task<Run> RunAsync(params string[] arguments)
    {
        if (Environment.Count == 0 && CommandLine.TryParse(arguments, out _) is { Command: not ("--help" or "--version") } options)
        {
            // Away from the tests' synchronization context, which a process doesn't have.
            return await Task.Run(() => RunHereAsync(options));
        }

        using var process = Start(arguments);
        return await process.EndAsync();
    }

    public string File(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string[] ReadArguments(string config, string catalog, string? state)
    {
        string[] files = ["read", "--config", File("config.json", config), "--catalog", File("catalog.json", catalog)];
        return [.. files, .. state is null ? Array.Empty<string>() : ["--state", File("state.json", state)]];
    }

    private async Task<Run> RunHereAsync(CommandLine options)
    {
        var mask = new SecretMask();
        using var stop = new CancellationTokenSource(RunningProcess.Longest);
        using var output = new MemoryStream();
        await using var errors = new StringWriter();
        int exitCode;
        await using (var writer = new MessageWriter(output, mask))
        {
            var runner = new CommandRunner(writer, mask, errors.WriteLine, Clock ?? TimeProvider.System, options.Debug);
            exitCode = await runner.RunAsync(options, stop.Token);
        }

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        var run = new Run(exitCode, lines[^1].Length == 0 ? lines[..^1] : lines, errors.ToString());
        return stop.IsCancellationRequested ? throw new TimeoutException($"{RunningProcess.Longest.TotalMinutes:0.0} minutes have not been enough:\n{run}") : run;
    }

    private RunningProcess Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Clock is not null)
        {
            start.Environment[SimulatedClock.Variable] = Clock.ToString();
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return new RunningProcess(Process.Start(start)!);
    }

    private static string Locate()
    {
        var published = Repository.PathOf("artifacts", "source-dixa", "source-dixa");
        return OperatingSystem.IsLinux() && System.IO.File.Exists(published)
            ? published
            : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "source-dixa.exe" : "source-dixa");
    }
}
