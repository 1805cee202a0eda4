namespace Dixa.Simulator.Data;

/// <summary>Something that is counted; null lists and texts are those that the API leaves out.</summary>
public sealed record Metric(string Id)
{
    public string? Description { get; init; }

    public IReadOnlyList<Described>? Filters { get; init; }

    /// <summary>By measure.</summary>
    public IReadOnlyList<Described>? Aggregations { get; init; }

    public IReadOnlyList<string>? RecordIds { get; init; }
}

/// <summary>The rows behind metrics; null lists are those that the API leaves out.</summary>
public sealed record MetricRecord(string Id, string Description)
{
    public IReadOnlyList<Described>? Filters { get; init; }

    public IReadOnlyList<string>? MetricIds { get; init; }

    public IReadOnlyList<RecordField>? Fields { get; init; }
}

public sealed record RecordField(string Name, string Description, bool IsNullable);

public sealed record Described(string Name, string? Description);
