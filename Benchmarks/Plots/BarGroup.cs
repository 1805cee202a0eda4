namespace Dixa.Benchmarks.Plots;

/// <summary>A name with a bar for each series.</summary>
public sealed record BarGroup(string Name, IReadOnlyList<double> Values);
