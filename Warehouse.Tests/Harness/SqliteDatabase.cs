using System.Data.Common;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Sqlite;

namespace Dixa.Warehouse.Harness;

/// <summary>A file in a directory of its own.</summary>
public sealed class SqliteDatabase : Database
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-sqlite-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "test.db");

    public override string Setting => Path;

    public override string Schema => "dixa";

    public override string Name(string table, string? space = null) => SqlText.Quote(space is null ? table : $"{space}.{table}");

    public override void Dispose() => _directory.Delete(recursive: true);

    protected override DbConnection Connect() => SqliteConnections.Open(Path);
}
