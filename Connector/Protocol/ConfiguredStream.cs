namespace Dixa.Connector.Protocol;

/// <summary>One stream that the platform requests.</summary>
/// <param name="SyncMode"><c>full_refresh</c>, <c>incremental</c>, or any other text in the catalog.</param>
/// <param name="Columns">The properties in the catalog's <c>json_schema</c>; null if it lists none.</param>
public sealed record ConfiguredStream(StreamDescriptor Descriptor, string? SyncMode, IReadOnlySet<string>? Columns)
{
    public const string FullRefresh = "full_refresh";

    public const string Incremental = "incremental";

    public bool IsIncremental => SyncMode == Incremental;
}
