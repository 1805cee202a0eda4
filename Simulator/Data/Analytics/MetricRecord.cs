namespace Dixa.Simulator.Data.Analytics;

/// <summary>The rows behind metrics; null lists are those that the API leaves out.</summary>
public sealed record MetricRecord(string Id, string Description)
{
    public IReadOnlyList<Described>? Filters { get; init; }

    public IReadOnlyList<string>? MetricIds { get; init; }

    public IReadOnlyList<RecordField>? Fields { get; init; }
}
