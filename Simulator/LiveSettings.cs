using Dixa.Simulator.Access;

namespace Dixa.Simulator;

/// <summary>What may be set while the simulator runs.</summary>
public sealed class LiveSettings(SimulatorOptions options)
{
    public Bounds Bounds { get; set; } = options.Bounds;

    public RateLimits Limits { get; set; } = options.Limits;
}
