using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>What columns are declared as in SQLite, and what becomes of values when a column is widened.</summary>
/// <remarks>
/// SQLite converts what is stored by the letters in a declared type (https://www.sqlite.org/datatype3.html#affname): INT makes
/// whole numbers, TEXT text, and BLOB leaves each value as it is. Numbers need the last, since a text of 40 digits would become a double.
/// </remarks>
public static class SqliteTypes
{
    private static readonly Dictionary<ColumnType, string> Declared = new()
    {
        [ColumnType.Boolean] = "boolean_int",
        [ColumnType.WholeNumber] = "bigint",
        [ColumnType.Number] = "number_blob",
        [ColumnType.Text] = "text",
        [ColumnType.Json] = "json_text",
        [ColumnType.Timestamp] = "timestamptz_text",
        [ColumnType.LocalTimestamp] = "timestamp_text",
        [ColumnType.Date] = "date_text",
        [ColumnType.Time] = "timetz_text",
        [ColumnType.LocalTime] = "time_text",
    };

    private static readonly Dictionary<string, ColumnType> Types = Declared.ToDictionary(each => each.Value, each => each.Key, StringComparer.OrdinalIgnoreCase);

    public static string Of(ColumnType type) => Declared[type];

    /// <summary>The column type behind a declared one; null for what was not declared here.</summary>
    public static ColumnType? Parse(string declared) => Types.TryGetValue(declared, out var type) ? type : null;

    /// <summary>An expression that turns the values of a column into those of a wider type.</summary>
    public static string Widen(string column, ColumnType from, ColumnType to)
    {
        var name = SqlText.Quote(column);
        var text = from switch
        {
            ColumnType.Boolean => $"CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END",
            ColumnType.Number => $"CASE typeof({name}) WHEN 'real' THEN printf('%!.17g', {name}) ELSE CAST({name} AS TEXT) END",
            _ => $"CAST({name} AS TEXT)",
        };
        return (from, to) switch
        {
            (ColumnType.WholeNumber, ColumnType.Number) => name,
            (ColumnType.Boolean or ColumnType.WholeNumber or ColumnType.Number, ColumnType.Json) => text,
            (_, ColumnType.Json) => $"CASE WHEN {name} IS NOT NULL THEN json_quote({name}) END",
            _ => text,
        };
    }
}
