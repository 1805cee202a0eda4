namespace Dixa.Benchmarks.Plots;

/// <summary>A point of a line; one that is computed is drawn hollow.</summary>
public sealed record SeriesPoint(double X, double Y, bool IsMeasured);
