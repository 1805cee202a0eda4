using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;

namespace Dixa.Probe.Harness;

/// <summary>How a simulated account does where nobody knows: many facts at once, since they don't hang together.</summary>
/// <param name="Name">The name of its report in <c>docs/probe/</c>.</param>
internal sealed record Setting(string Name, string Description, Func<SimulatorOptions, SimulatorOptions> Change)
{
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Every account keeps Dixa's limits, of which a look uses a tenth.</summary>
    public SimulatorOptions Options => Change(new SimulatorOptions
    {
        Now = Account.Now,
        Seed = 7,
        Months = 2,
        Conversations = 4_000,
        EndUsers = 1_500,
        Limits = new RateLimits { ExportsPerMinute = 1, ApiPerSecond = 1, ApiBurst = 1 },
    });

    public override string ToString() => Name;
}
