using System.Globalization;
using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Webhooks;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>Keeps events in a SQLite file.</summary>
/// <param name="lockTimeout">How long a lock of another program is waited for; null for <see cref="LockTimeout"/>. A run of this process is waited for as long as its transaction takes.</param>
public sealed class SqliteEventStore(string path, TimeSpan? lockTimeout = null) : IEventStore
{
    /// <summary>Whoever delivers an event waits for its commit, and can send it again.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private readonly WriteTurns _turns = WriteTurns.Of(path);
    private SqliteConnection? _connection;
    private SqliteCommand? _insert;

    public ValueRules Rules => SqliteStore.RulesOfText;

    private SqliteConnection Connection => _connection ?? throw new InvalidOperationException("The store is not open.");

    public void Open()
    {
        using var turn = _turns.Take();
        Try(() =>
        {
            Close();
            _connection = SqliteConnections.Open(path, lockTimeout ?? LockTimeout);
            SqliteConnections.Execute(Connection, $"""
                CREATE TABLE IF NOT EXISTS {TableNames.Events} (
                  event_id text PRIMARY KEY, event_fqn text, event_timestamp timestamptz_text, csid bigint, data json_text, received_at timestamptz_text NOT NULL,
                  {SqlText.Quote(SystemColumns.Extra)} json_text, {SqlText.Quote(SystemColumns.Changes)} json_text)
                """);
            _insert = SqliteConnections.Command(
                Connection,
                $"""
                INSERT INTO {TableNames.Events} (event_id, event_fqn, event_timestamp, csid, data, received_at, {SqlText.Quote(SystemColumns.Extra)}, {SqlText.Quote(SystemColumns.Changes)})
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (event_id) DO NOTHING
                """,
                new object?[8]);
            return true;
        });
    }

    public IReadOnlyList<bool> Add(IReadOnlyList<WebhookEvent> events)
    {
        using var turn = _turns.Take();
        return Try(() =>
        {
            ThrowIfMoved();
            SqliteConnections.Execute(Connection, "BEGIN IMMEDIATE");
            bool[] added = [.. events.Select(Insert)];
            SqliteConnections.Execute(Connection, "COMMIT");
            ThrowIfMoved();
            return added;
        });
    }

    public DateTimeOffset? ReadLastSuccess() => Try(() =>
    {
        using var asked = SqliteConnections.Command(Connection, "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sync_runs')");
        if ((long)asked.ExecuteScalar()! == 0)
        {
            return null;
        }

        using var command = SqliteConnections.Command(Connection, "SELECT max(ended_at) FROM _sync_runs WHERE status = 'succeeded'");
        return command.ExecuteScalar() is string time ? (DateTimeOffset?)SqliteStore.Time(time) : null;
    });

    public void Dispose() => Close();

    private bool Insert(WebhookEvent each)
    {
        object?[] values = [each.EventId, each.EventFqn, each.EventTimestamp is { } time ? Text(time) : null, each.Csid, each.Data, SqliteStore.Text(each.ReceivedAt), each.Extra, each.Changes];
        for (var i = 0; i < values.Length; i++)
        {
            _insert!.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _insert!.ExecuteNonQuery() == 1;
    }

    /// <summary>Dixa's times have milliseconds; a finer one keeps its microseconds.</summary>
    private static string Text(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? SqliteStore.Text(time) : time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What is committed to a file that has no name any more is kept nowhere.</summary>
    private void ThrowIfMoved()
    {
        if (SqliteConnections.HasMoved(Connection))
        {
            throw WarehouseException.Transient($"{path} was deleted or moved away while events were written to it.");
        }
    }

    private void Close()
    {
        _insert?.Dispose();
        _insert = null;
        _connection?.Dispose();
        _connection = null;
    }

    private T Try<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (SqliteException exception)
        {
            Close();
            throw SqliteErrors.Explain(exception, path, lockTimeout ?? LockTimeout);
        }
        catch (WarehouseException)
        {
            Close();
            throw;
        }
    }
}
