using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Warehouses;
using Dixa.Connector;

namespace Dixa.Benchmarks.Simulated;

/// <summary><c>dixa-warehouse sync --listen</c> as it ships, subscribed to a simulated Dixa and on its clock.</summary>
public sealed class Listening : IDisposable
{
    private const string WarehouseClock = "DIXA_WAREHOUSE_CLOCK";

    private readonly Process _process;

    private Listening(Process process, string database) => (_process, Database) = (process, database);

    /// <summary>The path of the SQLite file.</summary>
    public string Database { get; }

    public static async Task<Listening> StartAsync(Workbench bench, SimulatedDixa dixa, string every)
    {
        var (database, config) = (bench.NewPath("dixa.db"), bench.NewPath("config.json"));
        var port = FreePort();
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
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"exec \"$0\" \"$@\" > {bench.NewPath("log")} 2>&1", Workbench.Warehouse, "sync", "--config", config, "--source", Workbench.Connector, "--every", every, "--listen", $"127.0.0.1:{port}"]);
        start.Environment[SimulatedClock.Variable] = dixa.Clock;
        start.Environment[WarehouseClock] = dixa.Clock;
        return new Listening(Process.Start(start)!, database);
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

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Shell.Run("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private long Runs(string status)
    {
        using var session = new SqliteSession(Database);
        return session.Ask("SELECT count(*) FROM sqlite_master WHERE name = '_sync_runs'") is ["1"]
            ? long.Parse(session.Ask($"SELECT count(*) FROM _sync_runs WHERE status = '{status}'")[0], CultureInfo.InvariantCulture)
            : 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
