using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Stores;

/// <summary>How far a stream has come: a row of <c>_sync_streams</c>.</summary>
/// <param name="Stream">Null for the state that all streams share.</param>
/// <param name="IsRefreshing">Whether rows of earlier generations are still to go.</param>
/// <param name="State">The last STATE whose rows are committed, as the protocol's state message; null before the first.</param>
/// <param name="HasTable">Whether the table is still there.</param>
public sealed record Bookmark(StreamName? Stream, string? TableName, long Generation, bool IsRefreshing, string? State, long Records, bool HasTable);
