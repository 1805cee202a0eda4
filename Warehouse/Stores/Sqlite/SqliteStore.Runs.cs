using System.Globalization;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <content>The bookkeeping: <c>_sync_streams</c> and <c>_sync_runs</c>.</content>
public sealed partial class SqliteStore
{
    public IReadOnlyList<Bookmark> ReadBookmarks() => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, """
            SELECT namespace, name, table_name, generation, is_refreshing, state, records, EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND sqlite_master.name = table_name)
            FROM _sync_streams
            """);
        using var reader = command.ExecuteReader();
        return Bookmark.ReadAll(reader);
    });

    public void Begin(RunId run, long? syncId, string? beganBy, DateTimeOffset time) => Try(() =>
    {
        if (beganBy is not null)
        {
            SqliteConnections.Execute(
                Connection, "UPDATE _sync_runs SET status = 'failed', ended_at = $2, error = $3 WHERE began_by IS NOT NULL AND ended_at IS NULL AND id < $1", run.Value, Text(time), RunEnd.WithoutAWord);
        }

        SqliteConnections.Execute(
            Connection, "INSERT INTO _sync_runs (id, sync_id, began_by, status, began_at, commits, records, bytes) VALUES ($1, $2, $3, 'running', $4, 0, 0, 0)", run.Value, syncId, beganBy, Text(time));
    });

    public DateTimeOffset? ReadUnendedSync() => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, "SELECT began_at FROM _sync_runs WHERE ended_at IS NULL AND id = (SELECT max(id) FROM _sync_runs WHERE began_by IS NOT NULL)");
        return command.ExecuteScalar() is string began ? Time(began) : (DateTimeOffset?)null;
    });

    public long CommittedBatches(RunId run) => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, "SELECT commits FROM _sync_runs WHERE id = $1", run.Value);
        return (long)(command.ExecuteScalar() ?? 0L);
    });

    public bool HasLaterRun(RunId run) => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, "SELECT EXISTS (SELECT 1 FROM _sync_runs WHERE id > $1 AND commits > 0)", run.Value);
        return (long)command.ExecuteScalar()! == 1;
    });

    public void End(RunId run, RunEnd end) => Try(() => SqliteConnections.Execute(
        Connection,
        "UPDATE _sync_runs SET status = $2, ended_at = $3, requests = $4, error = $5 WHERE id = $1",
        run.Value,
        end.Status,
        Text(end.Time),
        end.Requests,
        end.Error));

    public LastRun? ReadLastRun() => Try(() =>
    {
        using var command = SqliteConnections.Command(Connection, "SELECT status, began_at, ended_at, records, error FROM _sync_runs WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? new LastRun(reader.GetString(0), Time(reader.GetString(1)), Time(reader.GetString(2)), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4)) : null;
    });

    /// <summary>Adds what versions before there were webhooks did not have.</summary>
    private void AddBeganBy()
    {
        if (HasBeganBy())
        {
            return;
        }

        // Another program may open the file at the same time.
        SqliteConnections.Execute(Connection, "BEGIN IMMEDIATE");
        if (!HasBeganBy())
        {
            SqliteConnections.Execute(Connection, "ALTER TABLE _sync_runs ADD COLUMN began_by text");
        }

        SqliteConnections.Execute(Connection, "COMMIT");
    }

    private bool HasBeganBy()
    {
        using var command = SqliteConnections.Command(Connection, "SELECT EXISTS (SELECT 1 FROM pragma_table_info('_sync_runs') WHERE name = 'began_by')");
        return (long)command.ExecuteScalar()! == 1;
    }

    private void Save(StreamBatch stream, string time) => SqliteConnections.Execute(
        Connection,
        """
        UPDATE _sync_streams SET generation = $3, is_refreshing = CASE WHEN $5 THEN 0 WHEN $4 THEN 1 ELSE is_refreshing END, state = coalesce($6, state),
          records = records + $7, bytes = bytes + $8, committed_at = $9, completed_at = CASE WHEN $5 THEN $9 ELSE completed_at END
        WHERE namespace = $1 AND name = $2
        """,
        stream.Table.Stream.Namespace ?? "",
        stream.Table.Stream.Name,
        stream.Table.Generation.Current,
        stream.Table.Generation.IsRefresh,
        stream.IsComplete,
        stream.State,
        stream.Records,
        stream.Bytes,
        time);

    /// <summary>A time as this program wrote it.</summary>
    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
