using System.Text.Json.Nodes;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Deliveries;

/// <summary><c>dixa-warehouse sync --listen</c> as it ships, over a database and a source of a few lines of shell.</summary>
public sealed class ReceivingWarehouse : IDisposable
{
    /// <summary>Fifty rows and their state, fifty times a second, until nobody reads them.</summary>
    private const string Busy = """i=0; while rows 50; do echo "$state" || exit; sleep 0.02; done""";

    private const string Idle = """echo "$state"; echo "$complete" """;

    private readonly RunningProgram _program;

    private ReceivingWarehouse(RunningProgram program, int port, string secret) => (_program, Port, Secret) = (program, port, secret);

    public int Port { get; }

    public string Secret { get; }

    public TimeSpan ProcessorTime => _program.ProcessorTime;

    public long PeakBytes => _program.PeakBytes;

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="isWriting">Whether a run writes to the same database all the time.</param>
    public static async Task<ReceivingWarehouse> StartAsync(Workbench bench, ITarget target, bool isWriting)
    {
        var (config, source, port) = (bench.NewPath("config.json"), bench.NewPath("source.sh"), FreePort.Find());
        var secret = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(config, new JsonObject { ["database"] = target.Setting, ["schema"] = PostgresTarget.Schema, ["streams"] = new JsonArray("people"), ["webhook_secrets"] = new JsonArray(secret) }.ToJsonString());
        await File.WriteAllTextAsync(source, $$$$$"""
            if [ "$1" = discover ]; then echo '{"type":"CATALOG","catalog":{"streams":[{"name":"people","json_schema":{"properties":{"id":{"type":"integer"}}},"supported_sync_modes":["full_refresh","incremental"],"source_defined_primary_key":[["id"]]}]}}'; exit; fi
            state='{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"at":1}}}}'
            complete='{"type":"TRACE","trace":{"type":"STREAM_STATUS","emitted_at":1,"stream_status":{"stream_descriptor":{"name":"people"},"status":"COMPLETE"}}}'
            rows() { for n in $(seq "$1"); do i=$((i + 1)); echo '{"type":"RECORD","record":{"stream":"people","data":{"id":'"$i"'},"emitted_at":1}}' || return; done; }
            {{{{{(isWriting ? Busy : Idle)}}}}}
            """.Replace("\r", "", StringComparison.Ordinal));
        var warehouse = new ReceivingWarehouse(
            RunningProgram.Start(bench, null, Workbench.Warehouse, "sync", "--config", config, "--source", $"sh {source}", "--every", "1h", "--listen", $"127.0.0.1:{port}"), port, secret);
        await RunningProgram.AnswersAsync(new Uri($"http://127.0.0.1:{port}/readyz"));
        return warehouse;
    }

    public void Dispose() => _program.Dispose();
}
