using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Warehouses;
using Dixa.Connector;

namespace Dixa.Benchmarks.Simulated;

/// <summary><c>dixa-warehouse sync --listen</c> as it ships, subscribed to a simulated Dixa and on its clock.</summary>
public sealed class Listening : IDisposable
{
    private const string WarehouseClock = "DIXA_WAREHOUSE_CLOCK";

    private readonly RunningProgram _program;

    private Listening(RunningProgram program, string database) => (_program, Database) = (program, database);

    /// <summary>The path of the SQLite file.</summary>
    public string Database { get; }

    public static async Task<Listening> StartAsync(Workbench bench, SimulatedDixa dixa, string every)
    {
        var (database, config) = (bench.NewPath("dixa.db"), bench.NewPath("config.json"));
        var port = FreePort.Find();
        using var client = new HttpClient { BaseAddress = dixa.Server.Url };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", dixa.Server.Options.Token);
        using var answer = await client.PostAsJsonAsync(
            new Uri("/v1/webhooks", UriKind.Relative),
            new { name = "latency", url = $"http://127.0.0.1:{port}/webhooks/dixa", events = Dixa.Simulator.Webhooks.EventNames.All, authorization = new { _type = "NoAuth" }, customHeaders = new Dictionary<string, string>() });
        var secret = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["data"]!["secretKey"]!;
        await File.WriteAllTextAsync(config, new JsonObject
        {
            ["database"] = database,
            ["webhook_secrets"] = new JsonArray(secret),
            ["source"] = new JsonObject
            {
                ["api_token"] = dixa.Server.Options.Token,
                ["start_date"] = dixa.Now.AddDays(-20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["dixa_api_url"] = dixa.Server.Url.AbsoluteUri,
                ["exports_api_url"] = dixa.Server.Url.AbsoluteUri,
            },
        }.ToJsonString());
        var clock = new Dictionary<string, string> { [SimulatedClock.Variable] = dixa.Clock, [WarehouseClock] = dixa.Clock };
        return new Listening(
            RunningProgram.Start(bench, clock, Workbench.Warehouse, "sync", "--config", config, "--source", Workbench.Connector, "--every", every, "--listen", $"127.0.0.1:{port}"), database);
    }

    /// <summary>Waits until the first run has ended.</summary>
    public async Task ReadyAsync()
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (File.Exists(Database) && Runs("succeeded") > 0)
            {
                return;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("The first run did not end within two minutes.");
    }

    public void Dispose() => _program.Dispose();

    private long Runs(string status)
    {
        using var session = new SqliteSession(Database);
        return session.Ask("SELECT count(*) FROM sqlite_master WHERE name = '_sync_runs'") is ["1"]
            ? long.Parse(session.Ask($"SELECT count(*) FROM _sync_runs WHERE status = '{status}'")[0], CultureInfo.InvariantCulture)
            : 0;
    }
}
