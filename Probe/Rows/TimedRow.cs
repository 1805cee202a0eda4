namespace Dixa.Probe.Rows;

/// <summary>A row as the filters by time see it.</summary>
/// <param name="Key">Tells rows apart in memory; it is never written down.</param>
/// <param name="AtMs">The time that it was asked for by.</param>
public readonly record struct TimedRow(string Key, long AtMs);
