using System.Collections.Concurrent;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Keeps streams in a PostgreSQL database. A namespace is a schema.</summary>
public sealed partial class PostgresStore : IStore
{
    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly bool _marks;

    /// <summary>Tables that were empty, and of which no row has come twice yet.</summary>
    private readonly ConcurrentDictionary<Table, bool> _filling = [];

    /// <summary>Batches by their numbers: the one that is committed, and the one after it.</summary>
    private readonly ConcurrentDictionary<long, StagedBatch> _staged = [];

    /// <summary>Held while rows are staged, since another thread commits meanwhile.</summary>
    private readonly Lock _staging = new();

    /// <summary>Holds the locks, and does whatever is done by one session.</summary>
    private PostgresSession? _main;

    /// <summary>Takes turns with the main one where a batch is staged while the one before is committed. Opened when it is first needed.</summary>
    private PostgresSession? _other;

    /// <summary>Whether there is no second session to be had.</summary>
    private volatile bool _isAlone;

    /// <summary>Whether a table is merged into.</summary>
    private volatile bool _merges;

    /// <param name="schema">The schema of the bookkeeping, and of streams without a namespace.</param>
    /// <param name="marksDeletions">Whether rows that a refresh no longer brings are marked instead of deleted.</param>
    public PostgresStore(NpgsqlConnectionStringBuilder settings, string schema, bool marksDeletions)
    {
        (_schema, _marks) = (schema, marksDeletions);
        _source = PostgresUrl.Source(settings);
        Description = $"PostgreSQL on {settings.Host}, database {settings.Database ?? settings.Username}, schema {schema}";
    }

    /// <summary>What jsonb and text of PostgreSQL can't hold.</summary>
    public static ValueRules RulesOfJsonb { get; } = new(HoldsNul: false, ParsesJson: true, TimesAreText: false);

    public ValueRules Rules => RulesOfJsonb;

    public string Description { get; }

    public bool Stages => _merges && !_isAlone;

    private PostgresSession Main => _main ?? throw new InvalidOperationException("The store is not open.");

    private string Streams => PostgresTable.Qualify(_schema, "_sync_streams");

    private string Runs => PostgresTable.Qualify(_schema, "_sync_runs");

    public void Open() => Try(() =>
    {
        lock (_staging)
        {
            Close();
            _isAlone = false;
            _main = PostgresSession.Open(_source);
        }

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
                  records bigint NOT NULL, bytes bigint NOT NULL, requests bigint, error text, began_by text)
                """);
        }
        else if (!HasColumn(_schema, "_sync_runs", "began_by"))
        {
            // Of a version before there were webhooks.
            Execute($"ALTER TABLE {Runs} ADD COLUMN IF NOT EXISTS began_by text");
        }
    });

    public Table Prepare(ConfiguredStream stream, Bookmark? bookmark) => Try(() =>
    {
        var schema = stream.Name.Namespace is { } space ? Names.Plain(space) ?? Names.WithFingerprint(space) : _schema;
        var inSchema = ReadBookmarks().Where(each => each.Stream?.Namespace == stream.Name.Namespace);
        var name = TableNames.Of(stream.Name.Name, bookmark, TableNames.OfOthers(inSchema, stream.Name));
        var generation = Generation.Of(stream, bookmark);

        using var transaction = Main.BeginTransaction();
        CreateSchema(schema);
        var plan = Build(stream, schema, name);
        var next = NextOf(stream, schema, name, plan, generation);
        Execute(
            $"INSERT INTO {Streams} (namespace, name, table_name, generation, is_refreshing, records, bytes) VALUES ($1, $2, $3, $4, false, 0, 0) ON CONFLICT (namespace, name) DO UPDATE SET table_name = excluded.table_name",
            stream.Name.Namespace ?? "",
            stream.Name.Name,
            name,
            bookmark?.Generation ?? 0);
        var isEmpty = stream.IsDeduplicated && !(bool)Scalar($"SELECT EXISTS (SELECT 1 FROM {PostgresTable.Qualify(schema, name)})")!;
        transaction.Commit();
        var table = new Table(stream.Name, schema, name, plan.Columns, plan.Columns.FirstOrDefault(column => column.Property == stream.Cursor), stream.IsDeduplicated, generation, next) { LeftOut = plan.LeftOut };
        if (isEmpty)
        {
            _filling[table] = true;
        }
        else
        {
            _merges |= table.IsDeduplicated;
        }

        return table;
    });

    public void Commit(Batch batch) => Try(() =>
    {
        try
        {
            Commit(batch, _staged.GetValueOrDefault(batch.Number));
        }
        finally
        {
            _staged.TryRemove(batch.Number, out _);
        }
    });

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

    private void Commit(Batch batch, StagedBatch? staged)
    {
        var session = staged?.Session ?? Main;
        if (staged is null)
        {
            MakeStages(session, batch);
        }

        using var transaction = staged?.Transaction ?? session.BeginTransaction();
        if (session != Main)
        {
            Fence(session);
        }

        foreach (var stream in batch.Streams)
        {
            Write(session, stream, staged?.Streams.GetValueOrDefault(stream), batch.Time);
            if (stream.IsComplete)
            {
                Complete(session, stream.Table, batch.Time);
            }

            Save(session, stream, batch.Time);
        }

        if (batch.SharedState is { } state)
        {
            session.Execute($"INSERT INTO {Streams} (namespace, name, generation, is_refreshing, state, records, bytes, committed_at) VALUES ('', '', 0, false, $1, 0, 0, $2) ON CONFLICT (namespace, name) DO UPDATE SET state = excluded.state, committed_at = excluded.committed_at", state, batch.Time.UtcDateTime);
        }

        session.Execute($"UPDATE {Runs} SET commits = $2, records = records + $3, bytes = bytes + $4 WHERE id = $1", batch.Run.Value, batch.Number, batch.Records, batch.Bytes);
        transaction.Commit();
    }
}
