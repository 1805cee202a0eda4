using System.Globalization;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>A disturbance and its moment.</summary>
/// <param name="Place">Where in the sync, as a share of its length; beyond 1 it mostly comes too late.</param>
/// <param name="AtRequest">Whether the length is counted in requests of the source, rather than in time.</param>
/// <param name="Delay">How much later than that.</param>
public sealed record Strike(Disturbance Kind, double Place, bool AtRequest, TimeSpan Delay)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind} at {Place:0.00} of its {(AtRequest ? "requests" : "time")}{(Delay > TimeSpan.Zero ? $" and {Delay.TotalMilliseconds:0} ms" : "")}");
}
