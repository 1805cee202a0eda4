namespace Dixa.Warehouse.Catalogs;

/// <summary>A stream of the configured catalog, as far as a destination needs it.</summary>
/// <param name="Key">The primary key where rows are deduplicated; empty where they are appended.</param>
/// <param name="Cursor">The property that decides which of two rows is later; null if the order of arrival does.</param>
/// <param name="Overwrites">Whether what a sync does not bring shall go, unless generation ids say otherwise.</param>
/// <param name="IsResumable">Whether the source can go on with a refresh that was cut off.</param>
public sealed record ConfiguredStream(
    StreamName Name,
    IReadOnlyList<StreamProperty> Properties,
    IReadOnlyList<string> Key,
    string? Cursor,
    bool Overwrites,
    bool IsResumable)
{
    /// <summary>The refresh that the records are of; null where the platform gives none.</summary>
    public long? GenerationId { get; init; }

    /// <summary>Rows of earlier generations go when the stream is complete; 0 or null for none.</summary>
    public long? MinimumGenerationId { get; init; }

    public long? SyncId { get; init; }

    public bool IsDeduplicated => Key.Count > 0;
}
