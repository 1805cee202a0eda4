using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Postgres;
using Dixa.Warehouse.Stores.Sqlite;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Configuration;

/// <summary>Makes the store that the settings name.</summary>
public static class StoreFactory
{
    public static IStore Create(WarehouseConfig config)
    {
        var marks = config.Deletions == DeletionMode.Mark;
        return PostgresUrl.Is(config.Database)
            ? new PostgresStore(PostgresUrl.Parse(config.Database), config.Schema, marks)
            : new SqliteStore(SqlitePath(config.Database), marks);
    }

    /// <summary>Makes the store of events of the same database.</summary>
    public static IEventStore CreateForEvents(WarehouseConfig config) =>
        PostgresUrl.Is(config.Database)
            ? new PostgresEventStore(PostgresUrl.Parse(config.Database), config.Schema)
            : new SqliteEventStore(SqlitePath(config.Database));

    /// <summary>Connects to the same database to make its views.</summary>
    public static ViewDatabase Views(WarehouseConfig config) => PostgresUrl.Is(config.Database)
        ? new PostgresViews(PostgresUrl.Parse(config.Database), config.Schema)
        : new SqliteViews(SqlitePath(config.Database));

    /// <summary>Connects to the same database to read what the page shows, and to do nothing else.</summary>
    public static PageDatabase Page(WarehouseConfig config) => PostgresUrl.Is(config.Database)
        ? new PostgresPageDatabase(PostgresUrl.Parse(config.Database), config.Schema)
        : new SqlitePageDatabase(SqlitePath(config.Database));

    /// <summary>Where records wait that are too many for the memory: beside a SQLite file, which has room, else where temporary files are.</summary>
    public static string SpillDirectory(WarehouseConfig config) =>
        PostgresUrl.Is(config.Database) ? Path.GetTempPath() : Path.GetDirectoryName(SqlitePath(config.Database))!;

    private static string SqlitePath(string database) =>
        Path.GetFullPath(database.StartsWith("sqlite://", StringComparison.OrdinalIgnoreCase) ? database["sqlite://".Length..] : database);
}
