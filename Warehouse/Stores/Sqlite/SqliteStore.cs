using System.Globalization;
using System.Text;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Writing;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>Keeps streams in a SQLite file. A namespace becomes the beginning of the table's name.</summary>
/// <param name="marksDeletions">Whether rows that a refresh no longer brings are marked instead of deleted.</param>
/// <param name="lockTimeout">How long a lock of another program is waited for; null for <see cref="SqliteConnections.LockTimeout"/>.</param>
public sealed partial class SqliteStore(string path, bool marksDeletions, TimeSpan? lockTimeout = null) : IStore
{
    private readonly Dictionary<Table, RowStatement> _writes = [];
    private readonly TableReaders _readers = new(RulesOfText);
    private readonly WriteTurns _turns = WriteTurns.Of(path);
    private SqliteConnection? _connection;
    private FileStream? _lock;

    /// <summary>What SQLite can hold, which parses nothing.</summary>
    public static ValueRules RulesOfText { get; } = new(HoldsNul: true, ParsesJson: false, TimesAreText: true);

    public ValueRules Rules => RulesOfText;

    public string Description => $"SQLite in {path}";

    /// <summary>Its one writer writes straight into the table.</summary>
    public bool Stages => false;

    private SqliteConnection Connection => _connection ?? throw new InvalidOperationException("The store is not open.");

    public void Open() => Try(() =>
    {
        Close();
        _connection = SqliteConnections.Open(path, lockTimeout);
        SqliteConnections.Execute(Connection, """
            CREATE TABLE IF NOT EXISTS _sync_streams (
              namespace text NOT NULL, name text NOT NULL, table_name text, generation bigint NOT NULL, is_refreshing boolean_int NOT NULL, state json_text,
              records bigint NOT NULL, bytes bigint NOT NULL, committed_at timestamptz_text, completed_at timestamptz_text, PRIMARY KEY (namespace, name));
            CREATE TABLE IF NOT EXISTS _sync_runs (
              id text PRIMARY KEY, sync_id bigint, status text NOT NULL, began_at timestamptz_text NOT NULL, ended_at timestamptz_text, commits bigint NOT NULL,
              records bigint NOT NULL, bytes bigint NOT NULL, requests bigint, error text, began_by text);
            """);
        AddBeganBy();
    });

    /// <remarks>One process writes to a SQLite file at a time, whatever the streams: the name doesn't matter.</remarks>
    public bool TryLock(string name, TimeSpan wait)
    {
        var until = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (_lock is null)
        {
            try
            {
                _lock = new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists($"{path}.lock"))
            {
                if (Environment.TickCount64 >= until)
                {
                    return false;
                }

                Thread.Sleep(100);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw WarehouseException.Configuration($"{path}.lock can't be made: {exception.Message}. SQLite needs to write the directory as well.", exception);
            }
        }

        return true;
    }

    public Table Prepare(ConfiguredStream stream, Bookmark? bookmark) => Try(() =>
    {
        var plain = stream.Name.Namespace is { } space ? $"{space}.{stream.Name.Name}" : stream.Name.Name;
        var name = TableNames.Of(plain, bookmark, TableNames.OfOthers(ReadBookmarks(), stream.Name));
        var generation = Generation.Of(stream, bookmark);

        SqliteConnections.Execute(Connection, "BEGIN IMMEDIATE");
        var plan = Build(stream, name);
        var next = NextOf(stream, name, plan, generation);
        SqliteConnections.Execute(
            Connection,
            "INSERT INTO _sync_streams (namespace, name, table_name, generation, is_refreshing, records, bytes) VALUES ($1, $2, $3, $4, 0, 0, 0) ON CONFLICT DO UPDATE SET table_name = excluded.table_name",
            stream.Name.Namespace ?? "",
            stream.Name.Name,
            name,
            bookmark?.Generation ?? 0);
        SqliteConnections.Execute(Connection, "COMMIT");
        return new Table(stream.Name, null, name, plan.Columns, plan.Columns.FirstOrDefault(column => column.Property == stream.Cursor), stream.IsDeduplicated, generation, next) { LeftOut = plan.LeftOut };
    });

    public void Stage(Batch batch)
    {
    }

    public void Commit(Batch batch) => Try(() =>
    {
        ThrowIfMoved();
        SqliteConnections.Execute(Connection, "BEGIN IMMEDIATE");
        var time = Text(batch.Time);
        foreach (var stream in batch.Streams)
        {
            Write(stream, Encoding.ASCII.GetBytes(time));
            if (stream.IsComplete)
            {
                Complete(stream.Table, time);
            }

            Save(stream, time);
        }

        if (batch.SharedState is { } state)
        {
            SqliteConnections.Execute(Connection, "INSERT INTO _sync_streams (namespace, name, generation, is_refreshing, state, records, bytes, committed_at) VALUES ('', '', 0, 0, $1, 0, 0, $2) ON CONFLICT DO UPDATE SET state = excluded.state, committed_at = excluded.committed_at", state, time);
        }

        SqliteConnections.Execute(Connection, "UPDATE _sync_runs SET commits = $2, records = records + $3, bytes = bytes + $4 WHERE id = $1", batch.Run.Value, batch.Number, batch.Records, batch.Bytes);
        SqliteConnections.Execute(Connection, "COMMIT");
        ThrowIfMoved();
    });

    public void Probe() => Try(() =>
    {
        var name = SqlText.Quote($"_check_{Guid.NewGuid():N}");
        SqliteConnections.Execute(Connection, $"CREATE TABLE {name} (value text)");
        try
        {
            SqliteConnections.Execute(Connection, $"INSERT INTO {name} VALUES ('written')");
            using var command = SqliteConnections.Command(Connection, $"SELECT value FROM {name}");
            if ((string?)command.ExecuteScalar() != "written")
            {
                throw new WarehouseException(FailureKind.System, $"{path} doesn't give back what was written to it.");
            }
        }
        finally
        {
            SqliteConnections.Execute(Connection, $"DROP TABLE {name}");
        }
    });

    public void Dispose()
    {
        Close();
        _lock?.Dispose();
    }

    private void ThrowIfMoved()
    {
        if (SqliteConnections.HasMoved(Connection))
        {
            throw WarehouseException.Transient($"{path} was deleted or moved away while it was written to. What a state was written out for before is in that file; run it again to fill a new one.");
        }
    }

    private void Close()
    {
        foreach (var write in _writes.Values)
        {
            write.Dispose();
        }

        _writes.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    private void Try(Action action) => Try(() =>
    {
        action();
        return true;
    });

    /// <summary>Carries it out in this connection's turn.</summary>
    private T Try<T>(Func<T> function)
    {
        using var turn = _turns.Take();
        try
        {
            return function();
        }
        catch (SqliteException exception)
        {
            Rollback();
            throw SqliteErrors.Explain(exception, path, lockTimeout ?? SqliteConnections.LockTimeout);
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    private void Rollback()
    {
        if (_connection is { Handle: { } handle } && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0)
        {
            SQLitePCL.raw.sqlite3_exec(handle, "ROLLBACK");
        }
    }

    /// <summary>A time as this program writes it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
