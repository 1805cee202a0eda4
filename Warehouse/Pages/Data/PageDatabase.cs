using System.Data.Common;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Pages.Data;

/// <summary>The database as the page sees it: a connection that can read and nothing else. It is opened when it is first needed, and again after a failure.</summary>
/// <remarks>It is used by one thread at a time.</remarks>
public abstract class PageDatabase : IDisposable
{
    private DbConnection? _connection;

    /// <summary>The database in a message, without a password.</summary>
    public abstract string Description { get; }

    /// <summary>Reads within one transaction, so that all that is read is of the same moment.</summary>
    /// <exception cref="WarehouseException">The database refuses.</exception>
    /// <exception cref="StoreLostException">It can't be reached.</exception>
    /// <exception cref="MissingTablesException">It has no views yet, or those of another version.</exception>
    public T Read<T>(Func<PageDatabase, T> read)
    {
        try
        {
            _connection ??= Open();
            Execute(Begin);
            var result = read(this);
            Execute("COMMIT");
            return result;
        }
        catch (Exception exception)
        {
            Close();
            if (exception is DbException failure)
            {
                throw Explain(failure);
            }

            throw;
        }
    }

    /// <summary>Gives each row of a query to a function.</summary>
    public void ForEach(string sql, Action<DbDataReader> row)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <summary>Whether there is a table of this name.</summary>
    public bool Has(string table)
    {
        var isThere = false;
        ForEach(ExistsQuery(table), row => isThere = row.GetInt64(0) > 0);
        return isThere;
    }

    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins a transaction that reads.</summary>
    protected abstract string Begin { get; }

    /// <summary>A query for how many tables have a name: none or one.</summary>
    protected abstract string ExistsQuery(string table);

    protected abstract DbConnection Open();

    /// <summary>The exception to throw in place of one of the driver's.</summary>
    protected abstract Exception Explain(DbException exception);

    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Close();
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private DbCommand Command(string sql)
    {
        var command = _connection!.CreateCommand();
#pragma warning disable CA2100 // Statements are this program's own, with whole numbers put in.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
