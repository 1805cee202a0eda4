namespace Dixa.Benchmarks.Plots;

/// <summary>A line with its name.</summary>
public sealed record Series(string Name, IReadOnlyList<SeriesPoint> Points);
