namespace Dixa.Simulator.Data.Analytics;

/// <summary>Something that is counted; null lists and texts are those that the API leaves out.</summary>
public sealed record Metric(string Id)
{
    public string? Description { get; init; }

    public IReadOnlyList<Described>? Filters { get; init; }

    /// <summary>By measure.</summary>
    public IReadOnlyList<Described>? Aggregations { get; init; }

    public IReadOnlyList<string>? RecordIds { get; init; }
}
