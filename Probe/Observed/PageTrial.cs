using Dixa.Probe.Wire;

namespace Dixa.Probe.Observed;

/// <summary>A list that was asked for in pages of some size.</summary>
/// <param name="Rows">How many rows came.</param>
/// <param name="HasNext">Whether there are more.</param>
public sealed record PageTrial(string Stream, int Limit, Answer Answer, int Rows, bool HasNext);
