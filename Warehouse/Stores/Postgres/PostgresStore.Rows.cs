using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Writing;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <content>How rows come in, and go.</content>
public sealed partial class PostgresStore
{
    /// <summary>
    /// Of a merge: each row is looked up in the index, and rows are sorted in memory. The planner knows nothing of a stage, and little of a table
    /// that has just been filled; it must not go through the whole of one for each row of the other.
    /// </summary>
    private const string MergePlan =
        "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_material = off; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'";

    /// <summary>So few rows are merged before it is known whether they are there already.</summary>
    private const int FewRows = 1000;

    private void Write(StreamBatch stream, DateTimeOffset time)
    {
        var table = stream.Table;
        if (stream.Records == 0)
        {
            return;
        }

        if (!table.IsDeduplicated)
        {
            Copy(table, stream.Lines(), PostgresTable.Qualify(table.Schema!, table.Next ?? table.Name), time, isStage: false);
        }
        else if (!_filling.Contains(table) || !TryAdd(stream, time))
        {
            Merge(stream, time);
        }
    }

    /// <summary>
    /// Writes rows whose keys are all new straight into the table, in the order of the key. That takes half the time of a merge. Whether they are
    /// new, the table's index says: if not, they are taken back and false is given, and the table is merged into from then on.
    /// </summary>
    private bool TryAdd(StreamBatch stream, DateTimeOffset time)
    {
        Execute("SAVEPOINT added");
        try
        {
            if (Copy(stream.Table, stream.Table.Order.Sort(stream.Rows), PostgresTable.NameOf(stream.Table), time, isStage: false) is not null)
            {
                Execute("RELEASE SAVEPOINT added");
                return true;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
        }

        _filling.Remove(stream.Table);
        Execute("ROLLBACK TO SAVEPOINT added");
        return false;
    }

    private void Merge(StreamBatch stream, DateTimeOffset time)
    {
        var table = stream.Table;
        var stage = StageOf(table);

        // In the order of the key, so that the server finds them sorted when it picks the latest row of each.
        var (hasNullCursors, hasNullKeys) = Copy(table, table.Order.Sort(stream.Rows), stage, time, isStage: true)!.Value;
        Execute(MergePlan);
        var statement = PostgresTable.Merge(table, stage, _marks, hasNullCursors, hasNullKeys, passesSame: stream.Records > FewRows && AreMostlySame(table, stage));
        Execute(statement, time.UtcDateTime, table.Generation.Current);
        if (hasNullKeys)
        {
            var statements = PostgresTable.MergeKeyless(table, stage).ToList();
            Execute(statements[0]);
            Execute(statements[1], time.UtcDateTime, table.Generation.Current);
        }
    }

    /// <summary>Whether the rows of a stage seem to be in the table already, as they are: then to look first is quicker than to write them again.</summary>
    private bool AreMostlySame(Table table, string stage) => !table.Generation.IsRefresh && (bool)Scalar(PostgresTable.AreMostlySame(table, stage, _marks), table.Generation.Current)!;

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

    /// <summary>Copies rows into a stage, or into a table itself.</summary>
    /// <returns>What the rows of a stage lack; null where a row lacks its key and the table has one: then nothing is copied.</returns>
    private (bool HasNullCursors, bool HasNullKeys)? Copy(Table table, IEnumerable<RowLine> lines, string into, DateTimeOffset time, bool isStage)
    {
        var row = table.Reader;
        var types = table.Columns.Select(column => column.Type).Concat([ColumnType.Json, ColumnType.Json]).ToArray();
        var cursor = table.Cursor is { } column ? table.Columns.ToList().IndexOf(column) : -1;
        var loadedAt = (time.UtcDateTime - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Ticks / TimeSpan.TicksPerMicrosecond;
        var (hasNullCursors, hasNullKeys) = (false, false);
        long ordinal = 0;
        using var copy = new CopyWriter(Connection, PostgresTable.Copy(table, into, isStage));
        foreach (var (bytes, start, length) in lines)
        {
            row.Read(bytes, start, length);
            hasNullKeys |= row.LacksKey;
            hasNullCursors |= cursor >= 0 && row.Cells[cursor].Kind == CellKind.Null;
            if (row.LacksKey && table.IsDeduplicated && !isStage)
            {
                return null;
            }

            copy.BeginRow(types.Length + (isStage ? 1 : 2));
            for (var i = 0; i < types.Length; i++)
            {
                copy.Write(row.Cells[i], types[i], row);
            }

            copy.WriteInt64(isStage ? ordinal++ : loadedAt);
            if (!isStage)
            {
                copy.WriteInt64(table.Generation.Current);
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
}
