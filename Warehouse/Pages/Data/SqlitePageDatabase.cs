using System.Data.Common;
using Dixa.Warehouse.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dixa.Warehouse.Pages.Data;

/// <summary>A SQLite file, opened for reading. It is not made if it is missing.</summary>
public sealed class SqlitePageDatabase(string path) : PageDatabase
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    public override string Description => path;

    protected override string Begin => "BEGIN";

    protected override string ExistsQuery(string table) => $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";

    protected override DbConnection Open()
    {
        if (!File.Exists(path))
        {
            throw new MissingTablesException($"The file {path} is not there yet.");
        }

        Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = (int)LockTimeout.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            SqliteConnections.Execute(connection, "PRAGMA query_only = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override Exception Explain(DbException exception) => exception is not SqliteException sqlite ? exception : sqlite.SqliteErrorCode switch
    {
        // No such table, no such column.
        raw.SQLITE_ERROR or raw.SQLITE_SCHEMA => new MissingTablesException($"{path}: {sqlite.Message}", exception),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY => WarehouseException.Configuration(
            $"{path} can't be opened for reading. This user has to be able to read the file, and to write in its directory, where SQLite keeps what readers and writers tell each other.", exception),
        _ => SqliteErrors.Explain(sqlite, path, LockTimeout),
    };
}
