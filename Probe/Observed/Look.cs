using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Observed;

/// <summary>What a request for a span of time came back with.</summary>
/// <param name="AfterMs">The lower bound that was sent, or the midnight, UTC, of the day that was.</param>
/// <param name="BeforeMs">The upper one.</param>
/// <param name="Rows">In the order in which they came.</param>
public sealed record Look(Answer Answer, long AfterMs, long BeforeMs, IReadOnlyList<TimedRow> Rows);
