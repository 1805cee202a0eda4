using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>
/// What a platform does: passes <c>source-dixa read</c> on to <c>dixa-warehouse write</c>, and keeps the states that come out at its
/// end. Whoever dies takes with it what has not come out, so the platform may know less than the database.
/// </summary>
/// <remarks>
/// After a sync that failed comes another attempt: lists go on from their states, in the same generation. After one that succeeded they
/// are read anew, in the next.
/// </remarks>
public sealed class PlatformPipe : ISyncer
{
    private readonly string _directory;
    private readonly string _config;
    private readonly IReadOnlyList<string> _streams;
    private readonly Dictionary<string, string> _states = [];
    private JsonArray? _discovered;
    private int _generation;

    /// <param name="directory">For the files that the programs are given.</param>
    /// <param name="config">The file of the warehouse's settings, with those of the source in it.</param>
    /// <param name="streams">The streams to read.</param>
    public PlatformPipe(string directory, string config, IReadOnlyList<string> streams)
    {
        (_directory, _config, _streams) = (directory, config, streams);
        File.WriteAllText(PathOf("source.json"), JsonNode.Parse(File.ReadAllText(config))!["source"]!.ToJsonString());
    }

    public bool IsRetry { get; private set; }

    public async Task<RunningSync> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        _discovered ??= await DiscoverAsync(environment);
        if (!IsRetry)
        {
            _generation++;
            foreach (var stream in _discovered.Where(stream => !IsIncremental(stream!)))
            {
                _states.Remove(NameOf(stream!));
            }
        }

        var catalog = new JsonArray([.. _discovered.Select(stream => (JsonNode)Configure((JsonObject)stream!))]);
        await File.WriteAllTextAsync(PathOf("catalog.json"), new JsonObject { ["streams"] = catalog }.ToJsonString());
        await File.WriteAllTextAsync(PathOf("state.json"), $"[{string.Join(',', _states.Values)}]");
        var source = Programs.Start(Programs.Source, environment, "read", "--config", PathOf("source.json"), "--catalog", PathOf("catalog.json"), "--state", PathOf("state.json"));
        var warehouse = Programs.Start(Programs.Warehouse, environment, "write", "--config", _config, "--catalog", PathOf("catalog.json"));
        return new RunningSync(warehouse, source, EndAsync(source, warehouse));
    }

    private async Task<(int, string)> EndAsync(Process source, Process warehouse)
    {
        var told = new StringBuilder();
        var errors = Task.WhenAll(source.StandardError.ReadToEndAsync(), warehouse.StandardError.ReadToEndAsync());
        var hearing = HearAsync(warehouse.StandardOutput, told);
        await PassOnAsync(source, warehouse);
        await Task.WhenAll(source.WaitForExitAsync(), warehouse.WaitForExitAsync(), hearing);
        IsRetry = source.ExitCode != 0 || warehouse.ExitCode != 0;
        return (source.ExitCode != 0 ? source.ExitCode : warehouse.ExitCode, $"source {source.ExitCode}, warehouse {warehouse.ExitCode}\n{told}{string.Join('\n', await errors)}");
    }

    /// <summary>Passes on what the source says, until it has said all or nobody listens any more.</summary>
    private static async Task PassOnAsync(Process source, Process warehouse)
    {
        try
        {
            await source.StandardOutput.BaseStream.CopyToAsync(warehouse.StandardInput.BaseStream);
        }
        catch (IOException)
        {
            Programs.Signal(source.Id, "TERM");
        }

        source.StandardOutput.Close();
        try
        {
            warehouse.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has died with something unread.
        }
    }

    /// <summary>Keeps each state that comes out whole, and what else is said but rows.</summary>
    private async Task HearAsync(StreamReader output, StringBuilder told)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            told.AppendLine(line);
            if (StateOf(line) is { } state)
            {
                _states[(string)state["stream"]!["stream_descriptor"]!["name"]!] = state.ToJsonString();
            }
        }
    }

    private static JsonNode? StateOf(string line)
    {
        try
        {
            return JsonNode.Parse(line) is var message && (string?)message!["type"] == "STATE" ? message["state"] : null;
        }
        catch (JsonException)
        {
            // Cut off by a kill.
            return null;
        }
    }

    private async Task<JsonArray> DiscoverAsync(IReadOnlyDictionary<string, string> environment)
    {
        using var process = Programs.Start(Programs.Source, environment, "discover", "--config", PathOf("source.json"));
        var (code, said) = await Programs.EndAsync(process);
        Assert.True(code == 0, said);
        var catalog = said.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!["catalog"]).First(catalog => catalog is not null)!;
        return new JsonArray([.. ((JsonArray)catalog["streams"]!).Where(stream => _streams.Contains(NameOf(stream!))).Select(stream => stream!.DeepClone())]);
    }

    /// <remarks>As <c>sync</c> does it, and on its own: what holds for one shall not be taken from the other.</remarks>
    private JsonObject Configure(JsonObject stream)
    {
        var (isIncremental, hasKey) = (IsIncremental(stream), stream["source_defined_primary_key"] is JsonArray { Count: > 0 });
        return new JsonObject
        {
            ["stream"] = stream.DeepClone(),
            ["sync_mode"] = isIncremental ? "incremental" : "full_refresh",
            ["destination_sync_mode"] = (isIncremental ? "append" : "overwrite") + (hasKey ? "_dedup" : ""),
            ["cursor_field"] = stream["default_cursor_field"]?.DeepClone() ?? new JsonArray(),
            ["primary_key"] = hasKey ? stream["source_defined_primary_key"]!.DeepClone() : new JsonArray(),
            ["generation_id"] = isIncremental ? 0 : _generation,
            ["minimum_generation_id"] = isIncremental ? 0 : _generation,
            ["sync_id"] = 1,
        };
    }

    private static bool IsIncremental(JsonNode stream) => ((JsonArray)stream["supported_sync_modes"]!).Any(mode => (string?)mode == "incremental");

    private static string NameOf(JsonNode stream) => (string)stream["name"]!;

    private string PathOf(string name) => Path.Combine(_directory, name);
}
