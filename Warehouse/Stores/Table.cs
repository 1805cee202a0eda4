using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores;

/// <summary>A table that is ready to take the rows of a stream.</summary>
/// <param name="Schema">The schema that it is in; null where the database has none.</param>
/// <param name="Cursor">The column that decides which of two rows is later.</param>
/// <param name="Next">The table that takes the rows until the stream is complete; null where they go into the table itself.</param>
public sealed record Table(
    StreamName Stream,
    string? Schema,
    string Name,
    IReadOnlyList<TableColumn> Columns,
    TableColumn? Cursor,
    bool IsDeduplicated,
    Generation Generation,
    string? Next)
{
    /// <summary>Properties that have no column, since a table has room for so many only.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public IEnumerable<TableColumn> Key => Columns.Where(column => column.IsKey);
}
