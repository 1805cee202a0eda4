namespace Dixa.Connector.Protocol;

/// <summary>One stream that the platform asks for.</summary>
/// <param name="SyncMode"><c>full_refresh</c>, <c>incremental</c>, or whatever else the catalog said.</param>
/// <param name="Columns">The properties of the catalog's <c>json_schema</c>; null when it lists none.</param>
public sealed record ConfiguredStream(StreamDescriptor Descriptor, string? SyncMode, IReadOnlySet<string>? Columns)
{
    public const string FullRefresh = "full_refresh";

    public const string Incremental = "incremental";

    public bool IsIncremental => SyncMode == Incremental;
}
