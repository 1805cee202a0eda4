using System.Data.Common;
using System.Globalization;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Views.Inputs;

namespace Dixa.Warehouse.Views;

/// <summary>A database in which views are made and refreshed, on a connection of its own. What it does becomes visible at once, when it commits.</summary>
public abstract class ViewDatabase : IDisposable
{
    /// <summary>So many rows are inserted by one statement.</summary>
    private const int RowsPerStatement = 500;

    /// <summary>The folder of its statements.</summary>
    public abstract string Dialect { get; }

    public abstract IInputDialect Inputs { get; }

    protected abstract DbConnection Connection { get; }

    /// <summary>Begins a transaction that is going to write.</summary>
    protected virtual string Begin => "BEGIN";

    /// <summary>Carries out work in one transaction, which is undone where it fails.</summary>
    /// <exception cref="WarehouseException">The database refuses a statement.</exception>
    /// <exception cref="StoreLostException">The connection is gone.</exception>
    public void Commit(Action work)
    {
        try
        {
            Execute(Begin);
            work();
            Execute("COMMIT");
        }
        catch (DbException exception)
        {
            throw Explain(exception);
        }
    }

    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public void Execute(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
        {
            Execute(statement);
        }
    }

    /// <summary>The rows that a query gives; NULL as null.</summary>
    public IReadOnlyList<object?[]> Query(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    public object? Scalar(string sql) => Query(sql) is [[var value, ..], ..] ? value : null;

    /// <summary>The first value of a query as a whole number; null for NULL and for no row.</summary>
    public long? Number(string sql) => Scalar(sql) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Inserts rows of literals.</summary>
    public void Insert(string table, IEnumerable<string> rows)
    {
        foreach (var part in rows.Chunk(RowsPerStatement))
        {
            Execute($"INSERT INTO {table} VALUES {string.Join(", ", part.Select(row => $"({row})"))}");
        }
    }

    /// <summary>A text as a literal.</summary>
    public static string Literal(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A time as a literal that columns of times are compared with.</summary>
    public abstract string Literal(DateTimeOffset time);

    /// <summary>The table of a name as it is now; null where there is none.</summary>
    /// <param name="key">The columns that tell its rows apart.</param>
    public abstract InputTable? FindTable(string name, IReadOnlyList<string> key);

    public bool HasTable(string name) => FindTable(name, []) is not null;

    /// <summary>Makes a view, or puts another definition in place of the one that it has. Who could read it can still read it.</summary>
    public abstract void PutView(string name, string query);

    /// <summary>Drops views and tables, as far as they are there, so that they can be made anew.</summary>
    public abstract void Drop(IEnumerable<string> views, IEnumerable<string> tables);

    /// <summary>Gives back the rights on what was dropped and made anew.</summary>
    public abstract void RestoreRights();

    /// <summary>Tells the planner about tables that were just filled.</summary>
    public abstract void Analyze(params IEnumerable<string> tables);

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool isDisposing);

    /// <summary>The exception to throw in place of one of the driver's.</summary>
    protected abstract Exception Explain(DbException exception);

    private DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Statements are resources of this program; names are quoted and texts are literals.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }
}
