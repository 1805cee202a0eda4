using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>The statements of a table.</summary>
public static class SqliteTable
{
    public static IEnumerable<string> SystemColumnsOf(bool marks) =>
        [SystemColumns.Extra, SystemColumns.Changes, SystemColumns.LoadedAt, SystemColumns.Generation, .. marks ? [SystemColumns.DeletedAt] : Array.Empty<string>()];

    /// <summary>Makes a table.</summary>
    /// <param name="marks">Whether deleted rows are marked.</param>
    public static string Create(string name, IEnumerable<TableColumn> columns, bool marks) =>
        $"CREATE TABLE {SqlText.Quote(name)} ({SqlText.List(columns.Select(column => $"{SqlText.Quote(column.Name)} {SqliteTypes.Of(column.Type)}").Concat(SystemColumnsOf(marks).Select(column => $"{SqlText.Quote(column)} {DeclaredAs(column)}")))})";

    public static string DeclaredAs(string systemColumn) => systemColumn switch
    {
        SystemColumns.Extra or SystemColumns.Changes => "json_text",
        SystemColumns.Generation => "bigint",
        _ => "timestamptz_text",
    };

    /// <summary>Writes a row: cells, then the time, then the generation.</summary>
    public static string Write(Table table, bool marks)
    {
        var insert = Insert(table, table.Next ?? table.Name);
        if (!table.IsDeduplicated)
        {
            return insert;
        }

        var updates = Names(table).Where(name => table.Key.All(key => SqlText.Quote(key.Name) != name)).Select(name => $"{name} = excluded.{name}")
            .Concat(marks ? [$"{SqlText.Quote(SystemColumns.DeletedAt)} = NULL"] : []);
        return $"{insert} ON CONFLICT ({SqlText.List(table.Key.Select(key => SqlText.Quote(key.Name)))}) DO UPDATE SET {SqlText.List(updates)} WHERE {SqlText.IsLater(SqlText.Quote(table.Name), table.Cursor is { } cursor ? SqlText.Quote(cursor.Name) : null)}";
    }

    /// <summary>Deletes the row that is the same in each value: what a row without its key replaces.</summary>
    public static string DeleteSame(Table table) =>
        $"DELETE FROM {SqlText.Quote(table.Name)} WHERE {string.Join(" AND ", table.Columns.Select(column => column.Name).Append(SystemColumns.Extra).Select((name, i) => $"{SqlText.Quote(name)} IS ?{i + 1}"))}";

    private static string Insert(Table table, string into) =>
        $"INSERT INTO {SqlText.Quote(into)} ({SqlText.List(Names(table))}) VALUES ({SqlText.List(Enumerable.Range(1, table.Columns.Count + 4).Select(i => $"?{i}"))})";

    private static IEnumerable<string> Names(Table table) =>
        table.Columns.Select(column => column.Name).Concat([SystemColumns.Extra, SystemColumns.Changes, SystemColumns.LoadedAt, SystemColumns.Generation]).Select(SqlText.Quote);
}
