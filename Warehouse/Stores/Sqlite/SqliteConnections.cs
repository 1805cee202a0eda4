using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>Opens a file as this program needs it: readers go on while it is written, and what is committed stays, also when the power fails.</summary>
public static partial class SqliteConnections
{
    private const int HasMovedCode = 20;

    /// <summary>How long a lock of another program is waited for.</summary>
    public static TimeSpan LockTimeout { get; } = TimeSpan.FromMinutes(2);

    /// <param name="lockTimeout">How long a lock is waited for; null for <see cref="LockTimeout"/>.</param>
    public static SqliteConnection Open(string path, TimeSpan? lockTimeout = null)
    {
        var timeout = lockTimeout ?? LockTimeout;
        Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = (int)timeout.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)timeout.TotalMilliseconds);
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE; PRAGMA legacy_alter_table = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>A command whose parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are quoted and values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Whether the file was deleted, renamed or replaced: what is committed then is kept nowhere.</summary>
    public static bool HasMoved(SqliteConnection connection) =>
        FileControl(connection.Handle!.DangerousGetHandle(), "main", HasMovedCode, out var moved) == 0 && moved != 0;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint database, string name, int operation, out int result);
}
