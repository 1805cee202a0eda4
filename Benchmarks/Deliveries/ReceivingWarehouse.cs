using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Deliveries;

/// <summary><c>dixa-warehouse sync --listen</c> as it ships, over a database and a source of a few lines of shell.</summary>
public sealed class ReceivingWarehouse : IDisposable
{
    /// <summary>Fifty rows and their state, fifty times a second, until nobody reads them.</summary>
    private const string Busy = """i=0; while rows 50; do echo "$state" || exit; sleep 0.02; done""";

    private const string Idle = """echo "$state"; echo "$complete" """;

    private readonly Process _process;

    private ReceivingWarehouse(Process process, int port, string secret) => (_process, Port, Secret) = (process, port, secret);

    public int Port { get; }

    public string Secret { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="isWriting">Whether a run writes to the same database all the time.</param>
    public static async Task<ReceivingWarehouse> StartAsync(Workbench bench, ITarget target, bool isWriting)
    {
        var (config, source, port) = (bench.NewPath("config.json"), bench.NewPath("source.sh"), FreePort());
        var secret = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(config, new JsonObject { ["database"] = target.Setting, ["schema"] = PostgresTarget.Schema, ["streams"] = new JsonArray("people"), ["webhook_secrets"] = new JsonArray(secret) }.ToJsonString());
        await File.WriteAllTextAsync(source, $$$$$"""
            if [ "$1" = discover ]; then echo '{"type":"CATALOG","catalog":{"streams":[{"name":"people","json_schema":{"properties":{"id":{"type":"integer"}}},"supported_sync_modes":["full_refresh","incremental"],"source_defined_primary_key":[["id"]]}]}}'; exit; fi
            state='{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"at":1}}}}'
            complete='{"type":"TRACE","trace":{"type":"STREAM_STATUS","emitted_at":1,"stream_status":{"stream_descriptor":{"name":"people"},"status":"COMPLETE"}}}'
            rows() { for n in $(seq "$1"); do i=$((i + 1)); echo '{"type":"RECORD","record":{"stream":"people","data":{"id":'"$i"'},"emitted_at":1}}' || return; done; }
            {{{{{(isWriting ? Busy : Idle)}}}}}
            """.Replace("\r", "", StringComparison.Ordinal));
        var process = Process.Start(new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"exec \"$0\" \"$@\" > {bench.NewPath("log")} 2>&1", Workbench.Warehouse, "sync", "--config", config, "--source", $"sh {source}", "--every", "1h", "--listen", $"127.0.0.1:{port}"]))!;
        var warehouse = new ReceivingWarehouse(process, port, secret);
        await warehouse.ReadyAsync();
        return warehouse;
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

    private async Task ReadyAsync()
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{Port}/readyz"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The warehouse did not listen within half a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
