using Dixa.Simulator.Faults;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>A sync as it was drawn.</summary>
/// <param name="Changes">How many conversations change before it; 0 for no change at all.</param>
/// <param name="Faults">What goes wrong with the source's requests.</param>
/// <param name="Strikes">What befalls it, in the order of the moments.</param>
public sealed record DrawnSync(int Changes, IReadOnlyList<Fault> Faults, IReadOnlyList<Strike> Strikes)
{
    public override string ToString() =>
        $"{(Changes > 0 ? $"{Changes} changes; " : "")}{string.Join(", then ", Strikes)}{(Faults.Count > 0 ? $"; faults: {string.Join(", ", Faults)}" : "")}";
}
