using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary>Runs the connector as platforms do, through a shell, beside a simulated Dixa.</summary>
public interface IPlatform : IAsyncLifetime
{
    /// <summary>The simulated organisation whose records are written down in <c>integration_tests</c>.</summary>
    static IReadOnlyList<string> SimulatorOptions { get; } = ["--now", "2025-06-01", "--months", "3", "--conversations", "60", "--no-limits"];

    /// <summary>Where the connector reaches the simulator.</summary>
    Uri DixaUrl { get; }

    /// <summary>Where the test reaches it.</summary>
    HttpClient Control { get; }

    /// <summary>Runs a script in an empty folder; <c>$AIRBYTE_ENTRYPOINT</c> is the connector.</summary>
    Task<Run> RunAsync(string script);
}
