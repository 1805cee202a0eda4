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
    public int Process { get; private init; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    public TableReaders Readers { get; } = new(PostgresStore.RulesOfJsonb);

    public static PostgresSession Open(NpgsqlDataSource source)
    {
        var connection = source.OpenConnection();

        // Of the stages: what doesn't fit goes through the kernel to a file and back. And a stage waits for the transaction before it, however long that takes.
        using var command = new NpgsqlCommand(
            """
            SET temp_buffers = '64MB';
            SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')
            """,
            connection);
        command.ExecuteNonQuery();
        using var process = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return new PostgresSession(connection) { Process = (int)process.ExecuteScalar()! };
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

    public void Dispose()
    {
        try
        {
            _connection.Dispose();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException)
        {
            // It was broken already.
        }
    }
}
