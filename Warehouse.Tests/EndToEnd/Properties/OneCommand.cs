using Dixa.Connector;
using Dixa.Connector.Faults.Source;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary><c>dixa-warehouse sync</c>, which starts the source, and keeps the states in the database.</summary>
/// <param name="config">The file of its settings.</param>
public sealed class OneCommand(string config) : ISyncer
{
    /// <remarks>The database knows which lists were cut off, and begins a generation for each of the others.</remarks>
    public bool IsRetry => false;

    public Task<RunningSync> StartAsync(CaseClock clock)
    {
        var process = Programs.Start(Programs.Warehouse, Programs.At(clock), "sync", "--config", config, "--source", Programs.Source);
        return Task.FromResult(new RunningSync(process, null, Programs.EndAsync(process)));
    }

    /// <remarks>All but the source, which the warehouse knows as a program only.</remarks>
    public Task<(int Code, string Said)> RunHereAsync(CaseClock clock, CancellationToken stop) =>
        Task.Run(() => WarehouseHere.Run(Stream.Null, Stream.Null, stop, "sync", "--config", config, "--source", $"env {SimulatedClock.Variable}={clock} '{Programs.Source}'"), CancellationToken.None);
}
