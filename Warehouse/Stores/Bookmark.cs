using System.Data.Common;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Stores;

/// <summary>How far a stream has come: a row of <c>_sync_streams</c>.</summary>
/// <param name="Stream">Null for the state that all streams share.</param>
/// <param name="IsRefreshing">Whether rows of earlier generations are still to go.</param>
/// <param name="State">The last STATE whose rows are committed, as the protocol's state message; null before the first.</param>
/// <param name="HasTable">Whether the table is still there.</param>
public sealed record Bookmark(StreamName? Stream, string? TableName, long Generation, bool IsRefreshing, string? State, long Records, bool HasTable)
{
    /// <summary>Reads rows of namespace, name, table_name, generation, is_refreshing, state, records, and whether the table is there.</summary>
    public static IReadOnlyList<Bookmark> ReadAll(DbDataReader reader)
    {
        var bookmarks = new List<Bookmark>();
        while (reader.Read())
        {
            var stream = reader.GetString(1) is { Length: > 0 } name ? new StreamName(reader.GetString(0) is { Length: > 0 } space ? space : null, name) : null;
            bookmarks.Add(new Bookmark(stream, reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3), reader.GetBoolean(4), reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetInt64(6), reader.GetBoolean(7)));
        }

        return bookmarks;
    }
}
