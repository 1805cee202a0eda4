using System.Data.Common;
using System.Globalization;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Stores.Sqlite;
using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Views.Inputs;
using Microsoft.Data.Sqlite;

namespace Dixa.Warehouse.Views;

/// <summary>Views in a SQLite file.</summary>
public sealed class SqliteViews : ViewDatabase
{
    private readonly SqliteConnection _connection;
    private readonly string _path;

    public SqliteViews(string path)
    {
        _path = path;
        try
        {
            _connection = SqliteConnections.Open(path);
        }
        catch (DbException exception)
        {
            throw Explain(exception);
        }
    }

    public override string Dialect => "Sqlite";

    public override IInputDialect Inputs { get; } = new SqliteInputs();

    protected override DbConnection Connection => _connection;

    protected override string Begin => "BEGIN IMMEDIATE";

    public override string Literal(DateTimeOffset time) => $"'{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}'";

    public override InputTable? FindTable(string name, IReadOnlyList<string> key)
    {
        var columns = Query($"SELECT name, type FROM pragma_table_info({Literal(name)}) ORDER BY cid")
            .Select(row => new StoredColumn((string)row[0]!, SqliteTypes.Parse((string)row[1]!), (string)row[1]!)).ToList();
        if (columns.Count == 0)
        {
            return null;
        }

        var keys = Query($"SELECT group_concat(part.name, ' ') FROM pragma_index_list({Literal(name)}) AS each, pragma_index_info(each.name) AS part WHERE each.\"unique\" = 1 AND each.partial = 0 GROUP BY each.name")
            .Select(row => ((string?)row[0] ?? "").Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase));
        return new InputTable($"main.{SqlText.Quote(name)}", columns, key.Count > 0 && keys.Any(each => each.SetEquals(key)));
    }

    public override void PutView(string name, string query)
    {
        if (Scalar($"SELECT type FROM sqlite_master WHERE name = {Literal(name)}") is "table")
        {
            throw WarehouseException.Configuration($"A table of {_path} has the name of the view {name}: rename the table.");
        }

        Execute($"DROP VIEW IF EXISTS {SqlText.Quote(name)}");
        Execute($"CREATE VIEW {SqlText.Quote(name)} AS {query}");
    }

    public override void Drop(IEnumerable<string> views, IEnumerable<string> tables)
    {
        Execute(views.Select(name => $"DROP VIEW IF EXISTS {SqlText.Quote(name)}"));
        Execute(tables.Select(name => $"DROP TABLE IF EXISTS {SqlText.Quote(name)}"));
    }

    /// <remarks>SQLite knows no rights but those of the file.</remarks>
    public override void RestoreRights()
    {
    }

    /// <remarks>Statements say themselves what is looked up in what.</remarks>
    public override void Analyze(params IEnumerable<string> tables)
    {
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _connection.Dispose();
        }
    }

    protected override Exception Explain(DbException exception) => exception is SqliteException sqlite ? SqliteErrors.Explain(sqlite, _path, SqliteConnections.LockTimeout) : exception;
}
