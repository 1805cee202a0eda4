using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Writing;

namespace Dixa.Warehouse.Stores;

/// <summary>A table that is ready to take the rows of a stream.</summary>
/// <param name="Schema">The schema that it is in; null where the database has none.</param>
/// <param name="Cursor">The column that decides which of two rows is later.</param>
/// <param name="Next">The table that takes the rows until the stream is complete; null where they go into the table itself.</param>
/// <param name="Reader">Reads records into its cells. One row at a time.</param>
public sealed record Table(
    StreamName Stream,
    string? Schema,
    string Name,
    IReadOnlyList<TableColumn> Columns,
    TableColumn? Cursor,
    bool IsDeduplicated,
    Generation Generation,
    string? Next,
    RowReader Reader)
{
    /// <summary>Puts records into the order of the key.</summary>
    public KeyOrder Order { get; } = new(Reader);

    /// <summary>Properties that have no column, since a table has room for so many only.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public IEnumerable<TableColumn> Key => Columns.Where(column => column.IsKey);
}
