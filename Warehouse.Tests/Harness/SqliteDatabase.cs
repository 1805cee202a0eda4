using System.Data.Common;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Sqlite;

namespace Dixa.Warehouse.Harness;

/// <summary>A file in a directory of its own.</summary>
public sealed class SqliteDatabase : Database
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-sqlite-");

    public string Path => System.IO.Path.Combine(Folder ?? _directory.FullName, "test.db");

    /// <summary>Another directory for the file, which is its maker's to delete.</summary>
    public string? Folder { get; init; }

    /// <summary>How long the store waits for a lock; null for as long as it does.</summary>
    public TimeSpan? LockTimeout { get; init; }

    public override string Setting => Path;

    public override string Schema => "dixa";

    public override IStore Store(DeletionMode deletions = DeletionMode.Delete)
    {
        var store = new SqliteStore(Path, deletions == DeletionMode.Mark, LockTimeout);
        store.Open();
        return store;
    }

    public override string Name(string table, string? space = null) => SqlText.Quote(space is null ? table : $"{space}.{table}");

    public override void Dispose() => _directory.Delete(recursive: true);

    protected override DbConnection Connect() => SqliteConnections.Open(Path);
}
