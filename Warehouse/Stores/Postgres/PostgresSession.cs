using Dixa.Warehouse.Writing;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>A connection with what belongs to it: its commands, the stages in which rows wait to be merged, and what reads rows for them. For one thread at a time.</summary>
public sealed class PostgresSession : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<Table, string> _stages = [];

    private PostgresSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The server's process, which holds the locks of the session. What the driver knows may be a pooler's.</summary>
    public int Process { get; private set; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    public TableReaders Readers { get; } = new(PostgresStore.RulesOfJsonb);

    public static PostgresSession Open(NpgsqlDataSource source)
    {
        var session = new PostgresSession(source.OpenConnection());
        try
        {
            // Of the stages: what doesn't fit goes through the kernel to a file and back. And a stage waits for the transaction before it, however long
            // that takes; not every version has both time-outs.
            session.Process = (int)session.Scalar(
                """
                SELECT pg_backend_pid(), set_config('temp_buffers', '64MB', false), set_config('idle_in_transaction_session_timeout', '0', false),
                  CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL THEN set_config('transaction_timeout', '0', false) END
                """)!;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public NpgsqlTransaction BeginTransaction() => _connection.BeginTransaction();

    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // Names are quoted and values are parameters.
        var command = new NpgsqlCommand(sql, _connection);
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

    public CopyWriter Copy(string sql) => new(_connection, sql);

    /// <summary>The stage of a table, which is made where it is missing. To make it within a transaction that is undone would undo it too.</summary>
    public string StageOf(Table table)
    {
        if (!_stages.TryGetValue(table, out var stage))
        {
            stage = $"pg_temp.{SqlText.Quote($"_stage_{_stages.Count + 1}")}";
            Execute(PostgresTable.CreateStage(table, stage));
            _stages[table] = stage;
        }

        return stage;
    }

    public void Dispose() => PostgresErrors.Quietly(_connection.Dispose);
}
