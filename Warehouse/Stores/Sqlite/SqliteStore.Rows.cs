using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <content>How rows come in, and go.</content>
public sealed partial class SqliteStore
{
    private void Write(StreamBatch stream, byte[] time)
    {
        var table = stream.Table;
        if (!_writes.TryGetValue(table, out var write))
        {
            _writes[table] = write = new RowStatement(Connection, SqliteTable.Write(table, marksDeletions));
        }

        var cells = table.Columns.Count + 2;
        write.Bind(cells + 1, time);
        write.Bind(cells + 2, table.Generation.Current);
        var row = _readers.Of(table);
        foreach (var (bytes, start, length) in table.IsDeduplicated ? _readers.InKeyOrder(stream) : stream.Lines())
        {
            row.Read(bytes, start, length);
            if (table.IsDeduplicated && row.LacksKey)
            {
                using var delete = new RowStatement(Connection, SqliteTable.DeleteSame(table));
                delete.Bind(row, cells - 1);
                delete.Execute();
            }

            write.Bind(row, cells);
            write.Execute();
        }
    }

    /// <summary>Takes away what the refresh didn't bring.</summary>
    private void Complete(Table table, string time)
    {
        if (!table.Generation.IsRefresh)
        {
            return;
        }

        var name = SqlText.Quote(table.Name);
        var generation = SqlText.Quote(SystemColumns.Generation);
        SqliteConnections.Execute(
            Connection,
            marksDeletions && table.IsDeduplicated
                ? $"UPDATE {name} SET {SqlText.Quote(SystemColumns.DeletedAt)} = $2 WHERE {generation} < $1 AND {SqlText.Quote(SystemColumns.DeletedAt)} IS NULL"
                : $"DELETE FROM {name} WHERE {generation} < $1 AND $2 IS NOT NULL",
            table.Generation.Minimum,
            time);
        if (table.Next is { } next)
        {
            var columns = SqlText.List(table.Columns.Select(column => column.Name).Concat([SystemColumns.Extra, SystemColumns.Changes, SystemColumns.LoadedAt, SystemColumns.Generation]).Select(SqlText.Quote));
            SqliteConnections.Execute(Connection, $"INSERT INTO {name} ({columns}) SELECT {columns} FROM {SqlText.Quote(next)} ORDER BY rowid");
            SqliteConnections.Execute(Connection, $"DELETE FROM {SqlText.Quote(next)}");
        }
    }
}
