namespace Dixa.Warehouse.Stores.Postgres;

/// <content>The bookkeeping: <c>_sync_streams</c> and <c>_sync_runs</c>.</content>
public sealed partial class PostgresStore
{
    public IReadOnlyList<Bookmark> ReadBookmarks() => Try(() =>
    {
        using var command = Command($"""
            SELECT namespace, name, table_name, generation, is_refreshing, state, records,
              table_name IS NOT NULL AND to_regclass(quote_ident(CASE namespace WHEN '' THEN $1 ELSE namespace END) || '.' || quote_ident(table_name)) IS NOT NULL
            FROM {Streams}
            """, _schema);
        using var reader = command.ExecuteReader();
        return Bookmark.ReadAll(reader);
    });

    public void Begin(RunId run, long? syncId, string? beganBy, DateTimeOffset time) => Try(() =>
    {
        if (beganBy is not null)
        {
            Execute($"UPDATE {Runs} SET status = 'failed', ended_at = $2, error = $3 WHERE began_by IS NOT NULL AND ended_at IS NULL AND id < $1", run.Value, time.UtcDateTime, RunEnd.WithoutAWord);
        }

        Execute($"INSERT INTO {Runs} (id, sync_id, began_by, status, began_at, commits, records, bytes) VALUES ($1, $2, $3, 'running', $4, 0, 0, 0) ON CONFLICT (id) DO NOTHING", run.Value, syncId, beganBy, time.UtcDateTime);
    });

    public DateTimeOffset? ReadUnendedSync() => Try(() => Scalar($"SELECT began_at FROM {Runs} AS newest WHERE ended_at IS NULL AND id = (SELECT max(id) FROM {Runs} WHERE began_by IS NOT NULL)") is DateTime began
        ? new DateTimeOffset(DateTime.SpecifyKind(began, DateTimeKind.Utc))
        : (DateTimeOffset?)null);

    public long CommittedBatches(RunId run) => Try(() => (long)(Scalar($"SELECT commits FROM {Runs} WHERE id = $1", run.Value) ?? 0L));

    public bool HasLaterRun(RunId run) => Try(() => (bool)Scalar($"SELECT EXISTS (SELECT 1 FROM {Runs} WHERE id > $1 AND commits > 0)", run.Value)!);

    public void End(RunId run, RunEnd end) => Try(() =>
    {
        DropStaged();
        Execute(
            $"UPDATE {Runs} SET status = $2, ended_at = $3, requests = $4, error = $5 WHERE id = $1",
            run.Value,
            end.Status,
            end.Time.UtcDateTime,
            end.Requests,
            end.Error?.Replace('\0', '\uFFFD'));
    });

    public LastRun? ReadLastRun() => Try(() =>
    {
        using var command = Command($"SELECT status, began_at, ended_at, records, error FROM {Runs} WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? new LastRun(reader.GetString(0), reader.GetDateTime(1), reader.GetDateTime(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4)) : null;
    });

    private void Save(PostgresSession session, StreamBatch stream, DateTimeOffset time) => session.Execute(
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
