using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Views.Inputs;

/// <summary>Makes the query that shows a stream's table as the views want it: names, types, rows that are there, and NULL for what is missing.</summary>
/// <remarks>
/// It is a temporary view of the one transaction that reads it. Nothing that lasts depends on a stream's table: so a column of it can be widened, and a
/// destination of Airbyte's can drop the whole.
/// </remarks>
public static class InputView
{
    /// <summary>When Airbyte's destination got a row from the source.</summary>
    private const string ExtractedAt = "_airbyte_extracted_at";

    public static string Query(InputStream input, InputTable? table, IInputDialect dialect)
    {
        if (table is null)
        {
            return $"SELECT {SqlText.List(input.Columns.Select(column => $"{dialect.Null(column)} AS {column.Name}"))} WHERE 1 = 0";
        }

        var columns = SqlText.List(input.Columns.Select(column => $"{Value(table, column, dialect)} AS {column.Name}"));
        var isThere = table.Find(SystemColumns.DeletedAt) is { } deleted ? $" WHERE {SqlText.Quote(deleted.Name)} IS NULL" : "";
        if (table.IsUnique)
        {
            return $"SELECT {columns} FROM {table.Name}{isThere}";
        }

        // Appended: of each row the last version.
        var key = SqlText.List(input.Key.Select(property => table.Find(property)).OfType<StoredColumn>().Select(column => SqlText.Quote(column.Name)));
        string?[] order = [input.Cursor, ExtractedAt, SystemColumns.LoadedAt];
        var latest = SqlText.List(order.OfType<string>().Select(table.Find).OfType<StoredColumn>().Select(column => $"{SqlText.Quote(column.Name)} DESC").DefaultIfEmpty("1"));
        return key.Length == 0
            ? $"SELECT {columns} FROM {table.Name}{isThere}"
            : $"SELECT {columns} FROM (SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {latest}) AS _version FROM {table.Name}{isThere}) AS versions WHERE _version = 1";
    }

    /// <summary>The query that gives the conversations of the rows that were written since a time; null where the table doesn't tell.</summary>
    /// <param name="column">The column that names the conversation.</param>
    /// <param name="since">The time, as a literal of the database.</param>
    public static string? Changed(InputStream input, string column, InputTable? table, string since, IInputDialect dialect) =>
        table?.Find(SystemColumns.LoadedAt) is { } loaded
            ? $"SELECT {Value(table, input.Columns.First(each => each.Name == column), dialect)} FROM {table.Name} WHERE {SqlText.Quote(loaded.Name)} >= {since}"
            : null;

    private static string Value(InputTable table, InputColumn column, IInputDialect dialect) =>
        table.Find(column.Property) is { } stored ? dialect.Value(column, stored) : dialect.Null(column);
}
