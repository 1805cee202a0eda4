namespace Dixa.Simulator;

/// <summary>What the ends of a time filter mean at the exact millisecond; for days, Dixa was seen to include the lower one and exclude the upper one.</summary>
public sealed record Bounds(bool LowerInclusive = true, bool UpperInclusive = false)
{
    public bool IsFrom(long lowerMs, long timeMs) => timeMs > lowerMs || (LowerInclusive && timeMs == lowerMs);

    public bool IsUpTo(long upperMs, long timeMs) => timeMs < upperMs || (UpperInclusive && timeMs == upperMs);
}
