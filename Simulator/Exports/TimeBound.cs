namespace Dixa.Simulator.Exports;

/// <summary>One side of a time filter, as in `updated_after=1741071512481`.</summary>
public sealed record TimeBound(TimeField Field, bool IsLower, long Ms)
{
    /// <summary>A row without the time is outside.</summary>
    public bool Admits(long? timeMs, Bounds bounds) => timeMs is { } time && (IsLower
        ? time > Ms || (bounds.LowerInclusive && time == Ms)
        : time < Ms || (bounds.UpperInclusive && time == Ms));
}
