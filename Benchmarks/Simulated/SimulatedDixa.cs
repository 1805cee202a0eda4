using Dixa.Benchmarks.Processes;
using Dixa.Connector;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Benchmarks.Simulated;

/// <summary>A simulated Dixa and the connector, on one clock that runs faster than the real one.</summary>
public sealed class SimulatedDixa : IAsyncDisposable
{
    private readonly SimulatedClock _clock;

    private SimulatedDixa(SimulatorServer server, SimulatedClock clock)
    {
        Server = server;
        _clock = clock;
    }

    public SimulatorServer Server { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The clock as programs take it from their environment.</summary>
    public string Clock => _clock.ToString();

    /// <summary>Starts a simulator that enforces Dixa's limits.</summary>
    /// <param name="speed">Simulated seconds in a real one. The margins that are left for the network shrink with it.</param>
    public static async Task<SimulatedDixa> StartAsync(SimulatorOptions options, double speed)
    {
        var clock = new SimulatedClock(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), speed);
        return new SimulatedDixa(await SimulatorServer.StartAsync(options with { Limits = new RateLimits() }, clock), clock);
    }

    /// <summary>A read of what changed in so many days, within the limits.</summary>
    public SyncOrder Order(IEnumerable<string> streams, int days, string? token = null) => new(Server.Url.AbsoluteUri, streams)
    {
        Token = token ?? Server.Options.Token,
        Start = Now.AddDays(-days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        End = null,
        KeepsLimits = true,
        SyncMode = SyncOrder.Incremental,
        Clock = _clock.ToString(),
    };

    /// <summary>Runs reads side by side and tells what the simulator saw of them.</summary>
    public async Task<Traffic> ReadAsync(Workbench bench, params IEnumerable<Command> reads)
    {
        Server.Requests.Clear();
        await Task.WhenAll(reads.Select(read => Measurement.OfAsync(bench, read)));
        return new Traffic(Server.Requests.All);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
