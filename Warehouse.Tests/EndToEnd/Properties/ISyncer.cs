using Dixa.Connector.Faults.Source;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Brings a source into a database, one way or another.</summary>
public interface ISyncer
{
    /// <summary>Whether the next sync is another attempt at the last one, in the same generation.</summary>
    bool IsRetry { get; }

    /// <summary>Starts its processes.</summary>
    /// <param name="clock">The time that the source has.</param>
    Task<RunningSync> StartAsync(CaseClock clock);

    /// <summary>Runs it to its end in the tests' own process, but for a source that the warehouse starts.</summary>
    /// <param name="clock">The time that the source has.</param>
    /// <param name="stop">Ends it before its end, as a signal would.</param>
    /// <returns>The exit code, 0 if all is well, and what was said.</returns>
    Task<(int Code, string Said)> RunHereAsync(CaseClock clock, CancellationToken stop);
}
