using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>What columns are in PostgreSQL, and what becomes of values when a column is widened.</summary>
public static class PostgresColumns
{
    private static readonly Dictionary<ColumnType, string> Names = new()
    {
        [ColumnType.Boolean] = "boolean",
        [ColumnType.WholeNumber] = "bigint",
        [ColumnType.Number] = "numeric",
        [ColumnType.Text] = "text",
        [ColumnType.Json] = "jsonb",
        [ColumnType.Timestamp] = "timestamp with time zone",
        [ColumnType.LocalTimestamp] = "timestamp without time zone",
        [ColumnType.Date] = "date",
        [ColumnType.Time] = "time with time zone",
        [ColumnType.LocalTime] = "time without time zone",
    };

    private static readonly Dictionary<string, ColumnType> Types = Names.ToDictionary(each => each.Value, each => each.Key);

    public static string Of(ColumnType type) => Names[type];

    /// <summary>The declaration of a column. Keys are compared by their bytes, which is faster than by the rules of a language.</summary>
    public static string Declare(TableColumn column) =>
        $"{SqlText.Quote(column.Name)} {Of(column.Type)}{(column is { IsKey: true, Type: ColumnType.Text } ? " COLLATE \"C\"" : "")}";

    /// <summary>The column type behind one of PostgreSQL's; null for what is not used here.</summary>
    public static ColumnType? Parse(string formatted) => Types.TryGetValue(formatted, out var type) ? type : null;

    /// <summary>An expression that turns the values of a column into those of a wider type.</summary>
    public static string Widen(TableColumn column, ColumnType from)
    {
        var name = SqlText.Quote(column.Name);
        return column.Type switch
        {
            ColumnType.Json => $"to_jsonb({name})",
            ColumnType.Text when from == ColumnType.Timestamp => $"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
            ColumnType.Text when from == ColumnType.LocalTimestamp => $"to_char({name}, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')",
            var type => $"{name}::{Of(type)}",
        };
    }
}
