using Dixa.Warehouse.Configuration;

namespace Dixa.Warehouse.Syncing;

/// <summary>What a sync is to do.</summary>
/// <param name="Streams">The streams to read; null for the suggested ones.</param>
/// <param name="Refreshed">Those to read from the beginning.</param>
public sealed record SyncOptions(WarehouseConfig Config, SourceCommand Source, IReadOnlyList<string>? Streams, IReadOnlyList<string> Refreshed);
