using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Faults.Source;

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

    private string[] Discover => ["discover", "--config", PathOf("source.json")];

    private string[] Read => ["read", "--config", PathOf("source.json"), "--catalog", PathOf("catalog.json"), "--state", PathOf("state.json")];

    private string[] Write => ["write", "--config", _config, "--catalog", PathOf("catalog.json")];

    public async Task<RunningSync> StartAsync(CaseClock clock)
    {
        _discovered ??= Discovered(await Programs.EndAsync(Programs.Start(Programs.Source, Programs.At(clock), Discover)));
        await PrepareAsync();
        var source = Programs.Start(Programs.Source, Programs.At(clock), Read);
        var warehouse = Programs.Start(Programs.Warehouse, Programs.At(clock), Write);
        return new RunningSync(warehouse, source, EndAsync(source, warehouse));
    }

    public Task<(int Code, string Said)> RunHereAsync(CaseClock clock, CancellationToken stop) => Task.Run(async () =>
    {
        if (_discovered is null)
        {
            var (code, catalog) = await SourceHere.RunAsync(clock, stop, Discover);
            _discovered = Discovered((code, Encoding.UTF8.GetString(catalog)));
        }

        await PrepareAsync();
        var (source, messages) = await SourceHere.RunAsync(clock, stop, Read);
        using var input = new MemoryStream(messages);
        using var output = new MemoryStream();
        var (warehouse, _) = WarehouseHere.Run(input, output, stop, Write);
        output.Position = 0;
        var told = new StringBuilder();
        using (var lines = new StreamReader(output))
        {
            await HearAsync(lines, told);
        }

        return End(source, warehouse, told.ToString());
    }, CancellationToken.None);

    /// <summary>Writes the files for the next sync.</summary>
    private async Task PrepareAsync()
    {
        if (!IsRetry)
        {
            _generation++;
            foreach (var stream in _discovered!.Where(stream => !IsIncremental(stream!)))
            {
                _states.Remove(NameOf(stream!));
            }
        }

        var catalog = new JsonArray([.. _discovered!.Select(stream => (JsonNode)Configure((JsonObject)stream!))]);
        await File.WriteAllTextAsync(PathOf("catalog.json"), new JsonObject { ["streams"] = catalog }.ToJsonString());
        await File.WriteAllTextAsync(PathOf("state.json"), $"[{string.Join(',', _states.Values)}]");
    }

    private (int Code, string Said) End(int source, int warehouse, string told)
    {
        IsRetry = source != 0 || warehouse != 0;
        return (source != 0 ? source : warehouse, $"source {source}, warehouse {warehouse}\n{told}");
    }

    private async Task<(int, string)> EndAsync(Process source, Process warehouse)
    {
        var told = new StringBuilder();
        var errors = Task.WhenAll(source.StandardError.ReadToEndAsync(), warehouse.StandardError.ReadToEndAsync());
        var hearing = HearAsync(warehouse.StandardOutput, told);
        await PassOnAsync(source, warehouse);
        await Task.WhenAll(source.WaitForExitAsync(), warehouse.WaitForExitAsync(), hearing);
        return End(source.ExitCode, warehouse.ExitCode, $"{told}{string.Join('\n', await errors)}");
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

    private JsonArray Discovered((int Code, string Said) discover)
    {
        var (code, said) = discover;
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
