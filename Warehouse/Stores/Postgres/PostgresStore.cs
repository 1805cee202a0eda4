using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Keeps streams in a PostgreSQL database. A namespace is a schema.</summary>
public sealed partial class PostgresStore : IStore
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly bool _marks;
    private readonly List<string> _locks = [];
    private readonly Dictionary<Table, string> _stages = [];
    private NpgsqlConnection? _connection;

    /// <param name="schema">The schema of the bookkeeping, and of streams without a namespace.</param>
    /// <param name="marksDeletions">Whether rows that a refresh no longer brings are marked instead of deleted.</param>
    public PostgresStore(NpgsqlConnectionStringBuilder settings, string schema, bool marksDeletions)
    {
        (_schema, _marks) = (schema, marksDeletions);
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        _source = builder.Build();
        Description = $"PostgreSQL on {settings.Host}, database {settings.Database ?? settings.Username}, schema {schema}";
    }

    public ValueRules Rules { get; } = new(HoldsNul: false, ParsesJson: true, TimesAreText: false);

    public string Description { get; }

    private NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("The store is not open.");

    private string Streams => PostgresTable.Qualify(_schema, "_sync_streams");

    private string Runs => PostgresTable.Qualify(_schema, "_sync_runs");

    public void Open() => Try(() =>
    {
        Close();
        _connection = _source.OpenConnection();
        foreach (var name in _locks)
        {
            // The server may not have noticed yet that the connection before is gone.
            if (!Wait(name, LockWait))
            {
                throw WarehouseException.Transient($"{Description}: while the connection was lost, another run has begun to write. What states were written out for is committed; run this one when that has ended.");
            }
        }

        CreateSchema(_schema);
        if (!Exists(_schema, "_sync_streams"))
        {
            Execute($"""
                CREATE TABLE IF NOT EXISTS {Streams} (
                  namespace text NOT NULL, name text NOT NULL, table_name text, generation bigint NOT NULL, is_refreshing boolean NOT NULL, state text,
                  records bigint NOT NULL, bytes bigint NOT NULL, committed_at timestamptz, completed_at timestamptz, PRIMARY KEY (namespace, name))
                """);
        }

        if (!Exists(_schema, "_sync_runs"))
        {
            Execute($"""
                CREATE TABLE IF NOT EXISTS {Runs} (
                  id text PRIMARY KEY, sync_id bigint, status text NOT NULL, began_at timestamptz NOT NULL, ended_at timestamptz, commits bigint NOT NULL,
                  records bigint NOT NULL, bytes bigint NOT NULL, requests bigint, error text)
                """);
        }
    });

    public bool TryLock(string name, TimeSpan wait) => Try(() =>
    {
        var isLocked = Wait(name, wait);
        if (isLocked)
        {
            _locks.Add(name);
        }

        return isLocked;
    });

    public IReadOnlyList<Bookmark> ReadBookmarks() => Try(() =>
    {
        using var command = Command($"""
            SELECT namespace, name, table_name, generation, is_refreshing, state, records,
              table_name IS NOT NULL AND to_regclass(quote_ident(CASE namespace WHEN '' THEN $1 ELSE namespace END) || '.' || quote_ident(table_name)) IS NOT NULL
            FROM {Streams}
            """, _schema);
        using var reader = command.ExecuteReader();
        var bookmarks = new List<Bookmark>();
        while (reader.Read())
        {
            var stream = reader.GetString(1) is { Length: > 0 } name ? new StreamName(reader.GetString(0) is { Length: > 0 } space ? space : null, name) : null;
            bookmarks.Add(new Bookmark(stream, reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3), reader.GetBoolean(4), reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetInt64(6), reader.GetBoolean(7)));
        }

        return bookmarks;
    });

    public Table Prepare(ConfiguredStream stream, Bookmark? bookmark) => Try(() =>
    {
        var schema = stream.Name.Namespace is { } space ? Names.Plain(space) ?? Names.WithFingerprint(space) : _schema;
        var inSchema = ReadBookmarks().Where(each => each.Stream?.Namespace == stream.Name.Namespace);
        var name = TableNames.Of(stream.Name.Name, bookmark, TableNames.OfOthers(inSchema, stream.Name));
        var generation = Generation.Of(stream, bookmark);

        using var transaction = Connection.BeginTransaction();
        CreateSchema(schema);
        var plan = Build(stream, schema, name);
        var next = NextOf(stream, schema, name, plan, generation);
        Execute(
            $"INSERT INTO {Streams} (namespace, name, table_name, generation, is_refreshing, records, bytes) VALUES ($1, $2, $3, $4, false, 0, 0) ON CONFLICT (namespace, name) DO UPDATE SET table_name = excluded.table_name",
            stream.Name.Namespace ?? "",
            stream.Name.Name,
            name,
            bookmark?.Generation ?? 0);
        transaction.Commit();
        return new Table(stream.Name, schema, name, plan.Columns, plan.Columns.FirstOrDefault(column => column.Property == stream.Cursor), stream.IsDeduplicated, generation, next, new RowReader(plan.Columns, Rules)) { LeftOut = plan.LeftOut };
    });

    public void Begin(RunId run, long? syncId, DateTimeOffset time) => Try(() => Execute(
        $"INSERT INTO {Runs} (id, sync_id, status, began_at, commits, records, bytes) VALUES ($1, $2, 'running', $3, 0, 0, 0) ON CONFLICT (id) DO NOTHING",
        run.Value,
        syncId,
        time.UtcDateTime));

    public void Commit(Batch batch) => Try(() =>
    {
        foreach (var stream in batch.Streams.Where(stream => stream.Table.IsDeduplicated && stream.Records > 0))
        {
            StageOf(stream.Table);
        }

        using var transaction = Connection.BeginTransaction();
        foreach (var stream in batch.Streams)
        {
            Write(stream, batch.Time);
            if (stream.IsComplete)
            {
                Complete(stream.Table, batch.Time);
            }

            Save(stream, batch.Time);
        }

        if (batch.SharedState is { } state)
        {
            Execute($"INSERT INTO {Streams} (namespace, name, generation, is_refreshing, state, records, bytes, committed_at) VALUES ('', '', 0, false, $1, 0, 0, $2) ON CONFLICT (namespace, name) DO UPDATE SET state = excluded.state, committed_at = excluded.committed_at", state, batch.Time.UtcDateTime);
        }

        Execute($"UPDATE {Runs} SET commits = $2, records = records + $3, bytes = bytes + $4 WHERE id = $1", batch.Run.Value, batch.Number, batch.Records, batch.Bytes);
        transaction.Commit();
    });

    public long CommittedBatches(RunId run) => Try(() => (long)(Scalar($"SELECT commits FROM {Runs} WHERE id = $1", run.Value) ?? 0L));

    public bool HasLaterRun(RunId run) => Try(() => (bool)Scalar($"SELECT EXISTS (SELECT 1 FROM {Runs} WHERE id > $1 AND commits > 0)", run.Value)!);

    public void End(RunId run, RunEnd end) => Try(() => Execute(
        $"UPDATE {Runs} SET status = $2, ended_at = $3, requests = $4, error = $5 WHERE id = $1",
        run.Value,
        end.Status,
        end.Time.UtcDateTime,
        end.Requests,
        end.Error?.Replace('\0', '\uFFFD')));

    public void Probe() => Try(() =>
    {
        var name = PostgresTable.Qualify(_schema, $"_check_{Guid.NewGuid():N}");
        Execute($"CREATE TABLE {name} (value text)");
        try
        {
            Execute($"INSERT INTO {name} VALUES ('written')");
            if ((string?)Scalar($"SELECT value FROM {name}") != "written")
            {
                throw new WarehouseException(FailureKind.System, $"{Description} doesn't give back what was written to it.");
            }
        }
        finally
        {
            Execute($"DROP TABLE {name}");
        }
    });

    public void Dispose()
    {
        Close();
        _source.Dispose();
    }

    private bool Wait(string name, TimeSpan wait)
    {
        var until = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (!(bool)Scalar("SELECT pg_try_advisory_lock($1)", LockKey(name))!)
        {
            if (Environment.TickCount64 >= until)
            {
                return false;
            }

            Thread.Sleep(100);
        }

        return true;
    }

    /// <summary>A number of 64 bits for a name, of which there is one per database.</summary>
    private long LockKey(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"dixa-warehouse\n{_schema}\n{name}")));

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // Names are quoted and values are parameters.
        var command = new NpgsqlCommand(sql, Connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value },
                DateTime time => new NpgsqlParameter { Value = time, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return command;
    }

    private void Close()
    {
        _stages.Clear();
        var connection = _connection;
        _connection = null;
        try
        {
            connection?.Dispose();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException)
        {
            // It was broken already.
        }
    }

    private void Try(Action action) => Try(() =>
    {
        action();
        return true;
    });

    private T Try<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (InvalidOperationException exception) when (_connection is { State: not System.Data.ConnectionState.Open })
        {
            throw new StoreLostException($"{Description}: {exception.Message}", exception);
        }
        catch (Exception exception) when (PostgresErrors.Explain(exception, Description) is var explained && explained != exception)
        {
            throw explained;
        }
    }
}
