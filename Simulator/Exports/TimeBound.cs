namespace Dixa.Simulator.Exports;

/// <summary>One side of a time filter, as in `updated_after=1741071512481`.</summary>
public sealed record TimeBound(TimeField Field, bool IsLower, long Ms)
{
    /// <summary>A row without the time is outside.</summary>
    public bool Admits(long? timeMs, Bounds bounds) =>
        timeMs is { } time && (IsLower ? bounds.IsFrom(Ms, time) : bounds.IsUpTo(Ms, time));
}
