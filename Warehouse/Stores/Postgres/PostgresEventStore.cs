using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Webhooks;
using Npgsql;
using NpgsqlTypes;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Keeps events in a PostgreSQL database.</summary>
public sealed class PostgresEventStore : IEventStore
{
    /// <summary>Whoever delivers an event waits for its commit: unlike a run, a statement has no time to wait for a server that is silent.</summary>
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly string _description;
    private NpgsqlConnection? _connection;

    public PostgresEventStore(NpgsqlConnectionStringBuilder settings, string schema)
    {
        settings = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { CommandTimeout = (int)StatementTimeout.TotalSeconds, Timeout = (int)ConnectTimeout.TotalSeconds };
        (_schema, _description) = (schema, $"PostgreSQL on {settings.Host}, database {settings.Database ?? settings.Username}, schema {schema}");
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        _source = builder.Build();
    }

    public ValueRules Rules => PostgresStore.RulesOfJsonb;

    private string Events => PostgresTable.Qualify(_schema, TableNames.Events);

    public void Open() => Try(() =>
    {
        Close();
        _connection = _source.OpenConnection();

        // IF NOT EXISTS would ask for the right to create one even where there is one.
        if (!Is("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1)", _schema))
        {
            Execute($"CREATE SCHEMA IF NOT EXISTS {SqlText.Quote(_schema)}");
        }

        if (!Is("SELECT to_regclass($1) IS NOT NULL", Events))
        {
            Execute($"""
                CREATE TABLE IF NOT EXISTS {Events} (
                  event_id text PRIMARY KEY, event_fqn text, event_timestamp timestamptz, csid bigint, data jsonb, received_at timestamptz NOT NULL,
                  {SqlText.Quote(SystemColumns.Extra)} jsonb, {SqlText.Quote(SystemColumns.Changes)} jsonb)
                """);
        }

        return true;
    });

    /// <remarks>A batch without a transaction around it is one: all or nothing, in one way to the server and back.</remarks>
    public IReadOnlyList<bool> Add(IReadOnlyList<WebhookEvent> events) => Try(() =>
    {
        using var batch = new NpgsqlBatch(_connection);
        foreach (var each in events)
        {
            batch.BatchCommands.Add(Insert(each));
        }

        batch.Prepare();
        batch.ExecuteNonQuery();
        return (IReadOnlyList<bool>)[.. batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => command.RecordsAffected == 1)];
    });

    public DateTimeOffset? ReadLastSuccess() => Try(() =>
    {
        var runs = PostgresTable.Qualify(_schema, "_sync_runs");
        if (!Is("SELECT to_regclass($1) IS NOT NULL", runs))
        {
            return null;
        }

        using var command = Command($"SELECT max(ended_at) FROM {runs} WHERE status = 'succeeded'");
        return command.ExecuteScalar() is DateTime time ? (DateTimeOffset?)time : null;
    });

    public void Dispose()
    {
        Close();
        _source.Dispose();
    }

    private NpgsqlBatchCommand Insert(WebhookEvent each) => new($"""
        INSERT INTO {Events} (event_id, event_fqn, event_timestamp, csid, data, received_at, {SqlText.Quote(SystemColumns.Extra)}, {SqlText.Quote(SystemColumns.Changes)})
        VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8::jsonb) ON CONFLICT (event_id) DO NOTHING
        """)
    {
        Parameters =
        {
            Text(each.EventId), Text(each.EventFqn), Time(each.EventTimestamp), new NpgsqlParameter { Value = each.Csid is { } csid ? csid : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            Text(each.Data), Time(each.ReceivedAt), Text(each.Extra), Text(each.Changes),
        },
    };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTimeOffset? value) => new() { Value = value is { } time ? time.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private bool Is(string sql, string value)
    {
        using var command = Command(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (bool)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

#pragma warning disable CA2100 // Names are quoted and values are parameters.
    private NpgsqlCommand Command(string sql) => new(sql, _connection);
#pragma warning restore CA2100

    private void Close()
    {
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

    private T Try<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (InvalidOperationException exception) when (_connection is not { State: System.Data.ConnectionState.Open })
        {
            throw new StoreLostException($"{_description}: {exception.Message}", exception);
        }
        catch (Exception exception) when (PostgresErrors.Explain(exception, _description) is var explained && explained != exception)
        {
            throw explained;
        }
    }
}
