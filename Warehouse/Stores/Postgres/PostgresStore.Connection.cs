using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <content>The connection: its locks, its commands, and what its errors mean.</content>
public sealed partial class PostgresStore
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly List<string> _locks = [];

    public bool TryLock(string name, TimeSpan wait) => Try(() =>
    {
        var isLocked = Wait(name, wait);
        if (isLocked)
        {
            _locks.Add(name);
        }

        return isLocked;
    });

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
