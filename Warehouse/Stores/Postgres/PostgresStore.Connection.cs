using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <content>The connections: their locks, and what their errors mean.</content>
public sealed partial class PostgresStore
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly List<string> _locks = [];

    public bool TryLock(string name, TimeSpan wait) => Try(() =>
    {
        var isLocked = Wait(name, wait);
        if (isLocked && !_locks.Contains(name))
        {
            _locks.Add(name);
        }

        return isLocked;
    });

    private bool Wait(string name, TimeSpan wait)
    {
        var until = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (!TryTake(name))
        {
            if (Environment.TickCount64 >= until)
            {
                return false;
            }

            Thread.Sleep(100);
        }

        return true;
    }

    /// <summary>
    /// Takes a lock, which the main session holds. Of whoever held it before, the other session may still be committing: its transactions have the
    /// fence of the lock, so while that is taken the lock is not free either.
    /// </summary>
    private bool TryTake(string name)
    {
        if (!(bool)Scalar("SELECT pg_try_advisory_lock($1)", LockKey(name))!)
        {
            return false;
        }

        // For the length of this statement.
        if ((bool)Scalar("SELECT pg_try_advisory_xact_lock($1)", FenceKey(name))!)
        {
            return true;
        }

        Execute("SELECT pg_advisory_unlock($1)", LockKey(name));
        return false;
    }

    /// <summary>
    /// Within a transaction of the other session: makes sure that the main session holds the locks until its end. Whoever takes one of them after
    /// that waits for the fence, and so for the end of this transaction.
    /// </summary>
    private void Fence(PostgresSession session)
    {
        session.Execute($"SELECT pg_advisory_xact_lock_shared(key) FROM unnest({Array(_locks.Select(FenceKey))}) AS key");
        var held = (long)session.Scalar(
            $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock' AND objsubid = 1 AND pid = $1 AND (classid::bigint << 32 | objid::bigint) = ANY({Array(_locks.Select(LockKey))})",
            Main.Process)!;
        if (held != _locks.Count)
        {
            throw new StoreLostException($"{Description}: the connection that holds the locks is gone");
        }
    }

    private static string Array(IEnumerable<long> keys) => $"'{{{string.Join(',', keys)}}}'::bigint[]";

    /// <summary>A number of 64 bits for a name, of which there is one per database.</summary>
    private long LockKey(string name) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"dixa-warehouse\n{_schema}\n{name}")));

    private long FenceKey(string name) => LockKey($"fence\n{name}");

    private void Execute(string sql, params ReadOnlySpan<object?> values) => Main.Execute(sql, values);

    private object? Scalar(string sql, params ReadOnlySpan<object?> values) => Main.Scalar(sql, values);

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object?> values) => Main.Command(sql, values);

    private PostgresSession Other()
    {
        if (_other is not { IsOpen: true })
        {
            _other?.Dispose();
            _other = null;

            // One that can't be had, such as beyond the user's limit, is not asked for again with each batch.
            _isAlone = true;
            _other = PostgresSession.Open(_source);
            _isAlone = false;
        }

        return _other;
    }

    private void Close()
    {
        _staged.Clear();
        _main?.Dispose();
        _other?.Dispose();
        (_main, _other) = (null, null);
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
        catch (InvalidOperationException exception) when (_main is { IsOpen: false } || _other is { IsOpen: false })
        {
            throw new StoreLostException($"{Description}: {exception.Message}", exception);
        }
        catch (Exception exception) when (PostgresErrors.Explain(exception, Description) is var explained && explained != exception)
        {
            throw explained;
        }
    }
}
