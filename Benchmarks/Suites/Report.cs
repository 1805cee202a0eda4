namespace Dixa.Benchmarks.Suites;

/// <summary>What a suite has measured.</summary>
/// <param name="Rows">The table's rows, the name of each first.</param>
/// <param name="Note">What has to be said beside the table, as a sentence or two.</param>
/// <param name="Plot">The plot as SVG; null for none.</param>
public sealed record Report(IReadOnlyList<IReadOnlyList<string>> Rows, string Note, string? Plot = null);
