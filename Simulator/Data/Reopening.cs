namespace Dixa.Simulator.Data;

/// <summary>A closing that didn't last; times in epoch milliseconds.</summary>
public readonly record struct Reopening(long ClosedAtMs, long OpenedAtMs);
