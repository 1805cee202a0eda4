using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Simulator;

namespace Dixa.Probe.Harness;

/// <summary>A simulated account in which Dixa does where nobody knows as a setting says, and a look at it.</summary>
internal sealed class Account : IAsyncDisposable
{
    /// <summary>A Thursday noon, so that the days before it are busy ones.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 18, 11, 57, 0, TimeSpan.Zero);

    private Account(SimulatorServer simulator, HurryingClock clock) => (Simulator, Clock) = (simulator, clock);

    public SimulatorServer Simulator { get; }

    public HurryingClock Clock { get; }

    public static async Task<Account> OpenAsync(Setting setting)
    {
        var clock = new HurryingClock(Now);
        var simulator = await SimulatorServer.StartAsync(setting.Options, clock);
        foreach (var fault in setting.Faults)
        {
            simulator.Faults.Add(fault);
        }

        var account = new Account(simulator, clock);
        History.Write(simulator.Organization);
        return account;
    }

    public ConnectorConfig Config(string? token = null) => ConnectorConfig.Of(
        JsonSerializer.SerializeToElement(new JsonObject
        {
            ["api_token"] = token ?? Simulator.Options.Token,
            ["dixa_api_url"] = Simulator.Url.AbsoluteUri,
            ["exports_api_url"] = Simulator.Url.AbsoluteUri,
        }),
        new SecretMask());

    public ProbeRun Look(string? token = null) => new(Config(token), Clock, _ => { });

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();
}
