using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Suites;

/// <summary>One round of loading: the database's loader, into a table without a key and into one with it, and what the warehouse does.</summary>
public sealed record LoadRun(Measurement Plain, Measurement Keyed, IReadOnlyList<Measurement> Steps)
{
    public override string ToString() => string.Join(", ", Steps.Prepend(Keyed).Prepend(Plain).Select(each => $"{Figure.Of(each.Wall.TotalSeconds)} s"));
}
