using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Acceptance;

/// <summary>The runs that the tests look at, each made once: what <c>acceptance-test-config.yml</c> says, by the names of its cases.</summary>
public class AcceptanceRuns(IPlatform platform) : IAsyncLifetime
{
    /// <summary>The stream that Airbyte's own suite asks for to see a failure.</summary>
    public const string NoSuchStream = "__AIRBYTE__stream_that_does_not_exist";

    private readonly Dictionary<string, Task<Run>> _runs = [];

    public Task<Run> Spec => Once("spec", () => RunAsync("spec"));

    public Task<Run> Discover => Once("discover", () => RunAsync("discover --config config.json", ("config.json", Config())));

    /// <summary>Every stream but the empty ones, in the first sync mode that discover gives, with the schema that it gives.</summary>
    public Task<Run> BasicRead => Once("basic_read", async () => await ReadAsync(Catalog(
        (await StreamsAsync()).Where(stream => AcceptanceConfig.File.BasicRead.EmptyStreams.All(empty => empty.Name != NameOf(stream))))));

    public Task<Run> FullRefresh => Once("full_refresh", () => ReadAsync(FileOf(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!)));

    public Task<Run> SecondFullRefresh => Once("full_refresh 2", async () =>
    {
        await FullRefresh;
        return await ReadAsync(FileOf(AcceptanceConfig.File.FullRefresh.ConfiguredCatalogPath!));
    });

    public Task<Run> Incremental => Once("incremental", () => ReadAsync(IncrementalCatalog));

    public Task<Run> SecondIncremental => Once("incremental 2", async () => await ReadAsync(IncrementalCatalog, (await Incremental).StateFile()));

    public Task<Run> FutureState => Once(
        "future_state", () => ReadAsync(IncrementalCatalog, FileOf(AcceptanceConfig.File.Incremental.FutureState!.FutureStatePath)));

    /// <summary>A stream that doesn't exist, with modes that don't either, before one that does.</summary>
    public Task<Run> MissingStream => Once("missing stream", () => ReadAsync(
        $$$"""{"streams":[{"stream":{"name":"{{{NoSuchStream}}}","json_schema":{},"supported_sync_modes":["full_refresh"]},"sync_mode":"INVALID","destination_sync_mode":"INVALID"},{"stream":{"name":"teams"},"sync_mode":"full_refresh"}]}"""));

    /// <summary>One stream whose host has an outage, one whose token is refused, one that works; no time is lost waiting.</summary>
    public Task<Run> Failing => Once("failing", () => ReadAsync(
        SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents", "teams", "tags"),
        faults: [new StatusFault(503) { Path = "/v1/agents", Times = -1 }, new StatusFault(403) { Path = "/v1/teams", Times = -1 }],
        speed: 60));

    /// <summary>One row with a text of 21 MB.</summary>
    public Task<Run> Oversized => Once("oversized", () => ReadAsync(
        SourceDixa.Catalog(ConfiguredModes.FullRefresh, "tags"),
        faults: [new ReplaceBodyFault($$"""{"data":[{"id":"7","name":"{{new string('n', 21_000_000)}}","color":"x"}]}""") { Path = "/v1/tags" }]));

    /// <summary>A rate limit that lets nobody through for two minutes, which pass in a fraction of a second.</summary>
    public Task<Run> RateLimited => Once("rate limited", () => ReadAsync(
        SourceDixa.Catalog(ConfiguredModes.FullRefresh, "conversations"),
        faults: [new StatusFault(429) { Path = "/v1/conversation_export", Skip = 1, Headers = new Dictionary<string, string> { ["Retry-After"] = "120" } }],
        speed: 60));

    public static string IncrementalCatalog => FileOf(AcceptanceConfig.File.Incremental.ConfiguredCatalogPath!);

    private static JsonSerializerOptions Web { get; } = new(JsonSerializerDefaults.Web);

    public static string NameOf(JsonElement stream) => stream.GetProperty("name").GetString()!;

    /// <summary>A file that the cases name, as it is in the repository.</summary>
    public static string FileOf(string path) => File.ReadAllText(Repository.PathOf(path.Split('/')));

    /// <summary>A configured catalog of streams as discover gives them.</summary>
    public static string Catalog(IEnumerable<JsonElement> streams) => new JsonObject
    {
        ["streams"] = new JsonArray([.. streams.Select(stream => (JsonNode)new JsonObject
        {
            ["stream"] = JsonNode.Parse(stream.GetRawText()),
            ["sync_mode"] = stream.GetProperty("supported_sync_modes")[0].GetString(),
            ["destination_sync_mode"] = "append",
        })]),
    }.ToJsonString();

    /// <summary>A configuration that a case names, for this simulator. The secret one, which no repository has, is the sample.</summary>
    public string Config(string path = "secrets/config.json", Action<JsonObject>? change = null)
    {
        var config = JsonNode.Parse(FileOf(path == "secrets/config.json" ? "integration_tests/sample_config.json" : path))!.AsObject();
        (config["dixa_api_url"], config["exports_api_url"]) = (platform.DixaUrl.AbsoluteUri, platform.DixaUrl.AbsoluteUri);
        change?.Invoke(config);
        return config.ToJsonString();
    }

    public Task<Run> CheckAsync(string configPath) => Once(
        $"check {configPath}", () => RunAsync("check --config config.json", ("config.json", Config(configPath))));

    public async Task<IReadOnlyList<JsonElement>> StreamsAsync() =>
        [.. Assert.Single((await Discover).Messages, message => message.GetProperty("type").GetString() == "CATALOG")
            .GetProperty("catalog").GetProperty("streams").EnumerateArray()];

    /// <summary>Every run that the cases lead to.</summary>
    public async Task<IReadOnlyList<Run>> AllAsync() =>
    [
        await Spec,
        await Discover,
        await BasicRead,
        await FullRefresh,
        await SecondFullRefresh,
        await Incremental,
        await SecondIncremental,
        await FutureState,
        await MissingStream,
        await Failing,
        await RateLimited,
        .. await Task.WhenAll(AcceptanceConfig.File.Connection.Tests.Select(test => CheckAsync(test.ConfigPath))),
    ];

    public Task<Run> ReadAsync(
        string catalog, string? state = null, string? config = null, IReadOnlyList<Fault>? faults = null, double? speed = null) => WithFaultsAsync(
            faults ?? [],
            () => RunAsync(
                $"read --config config.json --catalog catalog.json{(state is null ? "" : " --state state.json")}",
                speed,
                ("config.json", config ?? Config()),
                ("catalog.json", catalog),
                ("state.json", state ?? "[]")));

    /// <summary>Starts a read, waits until it tells of a rate limit, runs a command on it, which may use its <c>$pid</c>, and waits for its end.</summary>
    public Task<Run> ReadInTheBackgroundAsync(string command, string catalog, Fault fault) => WithFaultsAsync(
        [fault],
        () => ShellAsync(
            $"""
            $AIRBYTE_ENTRYPOINT read --config config.json --catalog catalog.json > out & pid=$!
            while kill -0 $pid && case $(cat out) in *RATE_LIMITED*) false;; esac; do sleep 0.1; done
            {command}
            wait $pid; code=$?
            cat out; exit $code
            """,
            ("config.json", Config()),
            ("catalog.json", catalog)));

    public Task<Run> RunAsync(string arguments, params (string Name, string Content)[] files) => RunAsync(arguments, null, files);

    /// <summary>Runs a script that says itself how the connector is started.</summary>
    public Task<Run> ShellAsync(string script, params (string Name, string Content)[] files) => platform.RunAsync(
        string.Concat(files.Select(file => $"cat > {file.Name} <<'END OF FILE'\n{file.Content}\nEND OF FILE\n")) + script);

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task<Run> RunAsync(string arguments, double? speed, params (string Name, string Content)[] files)
    {
        var clock = speed is { } factor ? $"export {SimulatedClock.Variable}={new SimulatedClock(DateTimeOffset.UtcNow, factor)}; " : "";
        return ShellAsync($"{clock}exec $AIRBYTE_ENTRYPOINT {arguments}", files);
    }

    private async Task<Run> WithFaultsAsync(IReadOnlyList<Fault> faults, Func<Task<Run>> run)
    {
        foreach (var fault in faults)
        {
            using var added = await platform.Control.PostAsJsonAsync("/_simulator/faults", fault, Web);
            added.EnsureSuccessStatusCode();
        }

        try
        {
            return await run();
        }
        finally
        {
            using var cleared = await platform.Control.DeleteAsync(new Uri("/_simulator/faults", UriKind.Relative));
            cleared.EnsureSuccessStatusCode();
        }
    }

    private Task<Run> Once(string name, Func<Task<Run>> run)
    {
        if (!_runs.TryGetValue(name, out var made))
        {
            _runs[name] = made = run();
        }

        return made;
    }
}
