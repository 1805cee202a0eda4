using System.Net.Sockets;
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

    /// <summary>Copies the rows of the next batch into stages, while the batch before is committed by the other session.</summary>
    public void Stage(Batch batch)
    {
        var merged = batch.Streams.Where(stream => stream.Table.IsDeduplicated && stream.Records > 0 && !_filling.ContainsKey(stream.Table)).ToList();
        if (merged.Count == 0)
        {
            return;
        }

        lock (_staging)
        {
            NpgsqlTransaction? transaction = null;
            try
            {
                var session = _staged.TryGetValue(batch.Number - 1, out var before) && before.Session == _other ? Main : Other();
                MakeStages(session, batch);
                transaction = session.BeginTransaction();
                var streams = new Dictionary<StreamBatch, StagedRows>(ReferenceEqualityComparer.Instance);
                foreach (var stream in merged)
                {
                    streams[stream] = CopyToStage(session, stream, batch.Time);
                }

                _staged[batch.Number] = new StagedBatch(batch.Number, session, transaction, streams);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException or TimeoutException or SocketException or MalformedRecordException)
            {
                // The commit will meet it too, and says what it is.
                PostgresErrors.Quietly(() => transaction?.Dispose());
            }
        }
    }

    /// <summary>Undoes what was staged and will not be committed.</summary>
    private void DropStaged()
    {
        lock (_staging)
        {
            foreach (var staged in _staged.Values)
            {
                PostgresErrors.Quietly(staged.Transaction.Dispose);
            }

            _staged.Clear();
        }
    }

    private static void MakeStages(PostgresSession session, Batch batch)
    {
        foreach (var stream in batch.Streams.Where(stream => stream.Table.IsDeduplicated && stream.Records > 0))
        {
            session.StageOf(stream.Table);
        }
    }

    /// <param name="staged">What was staged of the rows; null where nothing was.</param>
    private void Write(PostgresSession session, StreamBatch stream, StagedRows? staged, DateTimeOffset time)
    {
        var table = stream.Table;
        if (stream.Records == 0)
        {
            return;
        }

        if (!table.IsDeduplicated)
        {
            Copy(session, table, stream.Lines(), PostgresTable.Qualify(table.Schema!, table.Next ?? table.Name), time, isStage: false);
        }
        else if (staged is not null || !_filling.ContainsKey(table) || !TryAdd(session, stream, time))
        {
            Merge(session, stream, staged ?? CopyToStage(session, stream, time), time);
        }
    }

    /// <summary>
    /// Writes rows whose keys are all new straight into the table, in the order of the key. That takes half the time of a merge. Whether they are
    /// new, the table's index says: if not, they are taken back and false is given, and the table is merged into from then on.
    /// </summary>
    private bool TryAdd(PostgresSession session, StreamBatch stream, DateTimeOffset time)
    {
        session.Execute("SAVEPOINT added");
        try
        {
            if (Copy(session, stream.Table, session.Readers.InKeyOrder(stream), PostgresTable.NameOf(stream.Table), time, isStage: false) is not null)
            {
                session.Execute("RELEASE SAVEPOINT added");
                return true;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
        }

        _filling.TryRemove(stream.Table, out _);
        _merges = true;
        session.Execute("ROLLBACK TO SAVEPOINT added");
        return false;
    }

    /// <summary>In the order of the key, so that the server finds them sorted when it picks the latest row of each.</summary>
    private static StagedRows CopyToStage(PostgresSession session, StreamBatch stream, DateTimeOffset time) =>
        Copy(session, stream.Table, session.Readers.InKeyOrder(stream), session.StageOf(stream.Table), time, isStage: true)!;

    private void Merge(PostgresSession session, StreamBatch stream, StagedRows rows, DateTimeOffset time)
    {
        var table = stream.Table;
        var stage = session.StageOf(table);
        session.Execute(MergePlan);
        var statement = PostgresTable.Merge(table, stage, rows, _marks, passesSame: stream.Records > FewRows && AreMostlySame(session, table, stage));
        session.Execute(statement, time.UtcDateTime, table.Generation.Current);
        if (rows.HasNullKeys)
        {
            var statements = PostgresTable.MergeKeyless(table, stage).ToList();
            session.Execute(statements[0]);
            session.Execute(statements[1], time.UtcDateTime, table.Generation.Current);
        }
    }

    /// <summary>Whether the rows of a stage seem to be in the table already, as they are: then to look first is quicker than to write them again.</summary>
    private bool AreMostlySame(PostgresSession session, Table table, string stage) => !table.Generation.IsRefresh && (bool)session.Scalar(PostgresTable.AreMostlySame(table, stage, _marks), table.Generation.Current)!;

    /// <summary>Copies rows into a stage, or into a table itself.</summary>
    /// <returns>What is known of the rows of a stage; null where a row lacks its key and the table has one: then nothing is copied.</returns>
    private static StagedRows? Copy(PostgresSession session, Table table, IEnumerable<RowLine> lines, string into, DateTimeOffset time, bool isStage)
    {
        var row = session.Readers.Of(table);
        var types = table.Columns.Select(column => column.Type).Concat([ColumnType.Json, ColumnType.Json]).ToArray();
        var cursor = table.Cursor is { } column ? table.Columns.ToList().IndexOf(column) : -1;
        var loadedAt = (time.UtcDateTime - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Ticks / TimeSpan.TicksPerMicrosecond;
        var (hasNullCursors, hasNullKeys, repeatsKeys) = (false, false, false);
        long ordinal = 0;
        using var copy = session.Copy(PostgresTable.Copy(table, into, isStage));
        foreach (var (bytes, start, length) in lines)
        {
            row.Read(bytes, start, length);
            hasNullKeys |= row.LacksKey;
            repeatsKeys |= row.RepeatsKey;
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
        return new StagedRows(hasNullCursors, hasNullKeys, repeatsKeys || session.Readers.MayRepeatKeys);
    }

    /// <summary>Takes away what the refresh didn't bring.</summary>
    private void Complete(PostgresSession session, Table table, DateTimeOffset time)
    {
        if (!table.Generation.IsRefresh)
        {
            return;
        }

        var earlier = $"{SqlText.Quote(SystemColumns.Generation)} < $1";
        var deletedAt = SqlText.Quote(SystemColumns.DeletedAt);
        if (_marks && table.IsDeduplicated)
        {
            session.Execute($"UPDATE {PostgresTable.NameOf(table)} SET {deletedAt} = $2 WHERE {earlier} AND {deletedAt} IS NULL", table.Generation.Minimum, time.UtcDateTime);
        }
        else
        {
            session.Execute($"DELETE FROM {PostgresTable.NameOf(table)} WHERE {earlier}", table.Generation.Minimum);
        }

        if (table.Next is { } name)
        {
            var next = PostgresTable.Qualify(table.Schema!, name);
            session.Execute(PostgresTable.TakeOver(table, next));
            session.Execute($"TRUNCATE {next}");
        }
    }
}
