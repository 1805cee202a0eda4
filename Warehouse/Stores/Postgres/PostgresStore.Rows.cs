using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Postgres;

/// <content>How rows come in, and go.</content>
public sealed partial class PostgresStore
{
    private string StageOf(Table table)
    {
        if (!_stages.TryGetValue(table, out var stage))
        {
            stage = SqlText.Quote($"_stage_{_stages.Count + 1}");
            Execute(PostgresTable.CreateStage(table, $"pg_temp.{stage}"));
            _stages[table] = stage;
        }

        return $"pg_temp.{stage}";
    }

    private void Write(StreamBatch stream, DateTimeOffset time)
    {
        var table = stream.Table;
        if (stream.Records == 0)
        {
            return;
        }

        var into = table.IsDeduplicated ? StageOf(table) : PostgresTable.Qualify(table.Schema!, table.Next ?? table.Name);
        var (hasNullCursors, hasNullKeys) = Copy(stream, into, time);
        if (!table.IsDeduplicated)
        {
            return;
        }

        Execute(PostgresTable.Merge(table, into, _marks, hasNullCursors, hasNullKeys), time.UtcDateTime, table.Generation.Current);
        if (hasNullKeys)
        {
            var statements = PostgresTable.MergeKeyless(table, into).ToList();
            Execute(statements[0]);
            Execute(statements[1], time.UtcDateTime, table.Generation.Current);
        }
    }

    private (bool HasNullCursors, bool HasNullKeys) Copy(StreamBatch stream, string into, DateTimeOffset time)
    {
        var table = stream.Table;
        var row = table.Reader;
        var types = table.Columns.Select(column => column.Type).Concat([ColumnType.Json, ColumnType.Json]).ToArray();
        var cursor = table.Cursor is { } column ? table.Columns.ToList().IndexOf(column) : -1;
        var loadedAt = (time.UtcDateTime - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Ticks / TimeSpan.TicksPerMicrosecond;
        var (hasNullCursors, hasNullKeys) = (false, false);
        long ordinal = 0;
        using var copy = new CopyWriter(Connection, PostgresTable.Copy(table, into, table.IsDeduplicated));
        foreach (var (bytes, length) in stream.Rows.SelectMany(rows => rows.Chunks()))
        {
            for (var start = 0; start < length;)
            {
                var line = bytes.AsSpan(start, length - start).IndexOf((byte)'\n');
                row.Read(bytes, start, line);
                start += line + 1;
                hasNullKeys |= row.LacksKey;
                hasNullCursors |= cursor >= 0 && row.Cells[cursor].Kind == CellKind.Null;
                copy.BeginRow(types.Length + (table.IsDeduplicated ? 1 : 2));
                for (var i = 0; i < types.Length; i++)
                {
                    copy.Write(row.Cells[i], types[i], row);
                }

                copy.WriteInt64(table.IsDeduplicated ? ordinal++ : loadedAt);
                if (!table.IsDeduplicated)
                {
                    copy.WriteInt64(table.Generation.Current);
                }
            }
        }

        copy.Complete();
        return (hasNullCursors, hasNullKeys);
    }

    /// <summary>Takes away what the refresh didn't bring.</summary>
    private void Complete(Table table, DateTimeOffset time)
    {
        if (!table.Generation.IsRefresh)
        {
            return;
        }

        var earlier = $"{SqlText.Quote(SystemColumns.Generation)} < $1";
        var deletedAt = SqlText.Quote(SystemColumns.DeletedAt);
        if (_marks && table.IsDeduplicated)
        {
            Execute($"UPDATE {PostgresTable.NameOf(table)} SET {deletedAt} = $2 WHERE {earlier} AND {deletedAt} IS NULL", table.Generation.Minimum, time.UtcDateTime);
        }
        else
        {
            Execute($"DELETE FROM {PostgresTable.NameOf(table)} WHERE {earlier}", table.Generation.Minimum);
        }

        if (table.Next is { } name)
        {
            var next = PostgresTable.Qualify(table.Schema!, name);
            Execute(PostgresTable.TakeOver(table, next));
            Execute($"TRUNCATE {next}");
        }
    }

    private void Save(StreamBatch stream, DateTimeOffset time) => Execute(
        $"""
        UPDATE {Streams} SET generation = $3, is_refreshing = CASE WHEN $5 THEN false WHEN $4 THEN true ELSE is_refreshing END, state = coalesce($6, state),
          records = records + $7, bytes = bytes + $8, committed_at = $9, completed_at = CASE WHEN $5 THEN $9 ELSE completed_at END
        WHERE namespace = $1 AND name = $2
        """,
        stream.Table.Stream.Namespace ?? "",
        stream.Table.Stream.Name,
        stream.Table.Generation.Current,
        stream.Table.Generation.IsRefresh,
        stream.IsComplete,
        stream.State?.Replace('\0', '\uFFFD'),
        stream.Records,
        stream.Bytes,
        time.UtcDateTime);
}
