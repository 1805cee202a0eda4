using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A database that rows are loaded into: by the warehouse, and by the loader that comes with the database.</summary>
public interface ITarget : IDisposable
{
    string Name { get; }

    /// <summary>What the loader is called in a table's head.</summary>
    string Loader { get; }

    /// <summary>The setting <c>database</c> of the warehouse.</summary>
    string Setting { get; }

    /// <summary>What a table is called in a statement.</summary>
    string Table(string name);

    /// <summary>Takes all tables away.</summary>
    void Clear();

    /// <summary>Writes out what is still to be written, so that what is measured next begins with nothing to do.</summary>
    void Settle();

    /// <summary>A row of values as a line of the loader's file.</summary>
    string Encode(IReadOnlyList<string?> values);

    /// <summary>Loads a file of such lines into a table that is there.</summary>
    Command Load(string table, string file);

    /// <summary>The database's own client, giving out the rows of a query.</summary>
    Command Read(string sql);

    /// <summary>The one value that a statement gives.</summary>
    string Ask(string sql);

    /// <summary>The size of the database.</summary>
    long Bytes();
}
