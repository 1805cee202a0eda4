using Dixa.Warehouse.Configuration;

namespace Dixa.Warehouse.Syncing;

/// <summary>What every run of a sync has to know.</summary>
/// <param name="Streams">The streams to read; null for the suggested ones.</param>
public sealed record SyncOptions(WarehouseConfig Config, SourceCommand Source, IReadOnlyList<string>? Streams);
