using Dixa.Simulator.Access;
using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator;

/// <summary>What may be set while the simulator runs.</summary>
public sealed class LiveSettings(SimulatorOptions options)
{
    public Bounds Bounds { get; set; } = options.Bounds;

    public RateLimits Limits { get; set; } = options.Limits;

    public PageKeys PageKeys { get; } = new(options.Unknowns);
}
