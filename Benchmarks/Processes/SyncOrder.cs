using System.Text.Json.Nodes;

namespace Dixa.Benchmarks.Processes;

/// <summary>A read to be done by the connector, as configuration, catalog and state.</summary>
/// <param name="Url">Where both APIs are.</param>
public sealed record SyncOrder(string Url, IEnumerable<string> Streams)
{
    public const string FullRefresh = "full_refresh";

    public const string Incremental = "incremental";

    public string Token { get; init; } = "token";

    public string Start { get; init; } = "2025-01-01";

    /// <summary>Null for now.</summary>
    public string? End { get; init; } = "2026-01-01";

    public int WindowDays { get; init; } = 31;

    /// <summary>Whether to keep to Dixa's limits; else to the most that a configuration may say.</summary>
    public bool KeepsLimits { get; init; }

    /// <summary>What a stream is read with that can't be read otherwise.</summary>
    public string SyncMode { get; init; } = FullRefresh;

    /// <summary>The columns selected; all where none is named.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>A file of states.</summary>
    public string? State { get; init; }

    public string? Clock { get; init; }

    /// <summary>The command that does it, with its files written.</summary>
    public Command Command(Workbench bench, string command = "read")
    {
        var (config, catalog) = (bench.NewPath("config.json"), bench.NewPath("catalog.json"));
        File.WriteAllText(config, Config().ToJsonString());
        File.WriteAllText(catalog, new JsonObject { ["streams"] = new JsonArray([.. Streams.Select(Configure)]) }.ToJsonString());
        string[] files = command == "read" ? ["--catalog", catalog, .. State is null ? Array.Empty<string>() : ["--state", State]] : [];
        return new Command(Workbench.Connector, [command, "--config", config, .. files], Clock);
    }

    private JsonObject Config()
    {
        var config = new JsonObject
        {
            ["api_token"] = Token,
            ["start_date"] = Start,
            ["window_days"] = WindowDays,
            ["dixa_api_url"] = Url,
            ["exports_api_url"] = Url,
            ["exports_requests_per_minute"] = KeepsLimits ? 10 : 6_000,
            ["api_requests_per_second"] = KeepsLimits ? 10 : 1_000,
        };
        if (End is not null)
        {
            config["end_date"] = End;
        }

        return config;
    }

    private JsonNode Configure(string stream) => new JsonObject
    {
        ["stream"] = new JsonObject
        {
            ["name"] = stream,
            ["json_schema"] = new JsonObject
            {
                ["properties"] = new JsonObject(Columns.Select(column => KeyValuePair.Create(column, (JsonNode?)new JsonObject()))),
            },
        },
        ["sync_mode"] = Connector.Streams.StreamRegistry.Find(stream)!.Kind.IsIncremental ? SyncMode : FullRefresh,
        ["destination_sync_mode"] = "append",
    };
}
