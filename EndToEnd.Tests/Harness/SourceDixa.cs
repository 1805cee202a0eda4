using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Dixa.Connector.Harness;

/// <summary>The published executable, run as a platform runs it: files in, lines out.</summary>
public sealed class SourceDixa : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-test");

    /// <summary>The executable that ships; elsewhere than on Linux x64, where it is not published, the one that was built.</summary>
    public static string Executable { get; } = Locate();

    /// <summary>Variables that the process gets beside those of the test.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

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

    public async Task<Run> ReadAsync(string config, string catalog, string? state = null)
    {
        using var process = StartRead(config, catalog, state);
        return await process.EndAsync();
    }

    public RunningProcess StartRead(string config, string catalog, string? state = null)
    {
        string[] files = ["read", "--config", File("config.json", config), "--catalog", File("catalog.json", catalog)];
        return Start([.. files, .. state is null ? Array.Empty<string>() : ["--state", File("state.json", state)]]);
    }

    public async Task<Run> RunAsync(params string[] arguments)
    {
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

    private RunningProcess Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
