namespace Dixa.Simulator;

/// <summary>What `…_after` and `…_before` mean at the exact millisecond; for days, Dixa was seen to include the lower one and exclude the upper one.</summary>
public sealed record Bounds(bool LowerInclusive = true, bool UpperInclusive = false);
