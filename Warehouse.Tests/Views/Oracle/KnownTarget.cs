namespace Dixa.Warehouse.Views.Oracle;

/// <summary>A row of <c>sla_targets</c>.</summary>
public sealed record KnownTarget(string? Queue, string? Channel, string Measure, long Seconds);
