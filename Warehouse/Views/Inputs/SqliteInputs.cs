using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Views.Inputs;

/// <summary>For SQLite, where a column is declared as one type and may hold values of others once it was widened.</summary>
public sealed class SqliteInputs : IInputDialect
{
    public string Value(InputColumn column, StoredColumn stored)
    {
        var name = SqlText.Quote(stored.Name);
        if (column.Member is { } member)
        {
            return $"CASE WHEN json_valid({name}) THEN json_extract({name}, '$.{member}') END";
        }

        return column.Kind switch
        {
            InputKind.Number when stored.Type == ColumnType.WholeNumber => name,
            InputKind.Number => $"CASE typeof({name}) WHEN 'text' THEN CASE WHEN {name} GLOB '[0-9]*' AND {name} NOT GLOB '*[^0-9]*' THEN CAST({name} AS INTEGER) END ELSE CAST({name} AS INTEGER) END",
            InputKind.Moment => Moment(Text(name, stored)),
            InputKind.Flag when stored.Type == ColumnType.Boolean => $"coalesce({name}, 0)",
            InputKind.Flag => $"coalesce(lower({Text(name, stored)}) IN ('true', '1'), 0)",
            InputKind.Json when stored.Type == ColumnType.Json => name,
            InputKind.Json => $"CASE WHEN json_valid({name}) THEN {name} END",
            InputKind.Word => $"lower({Text(name, stored)})",
            _ => Text(name, stored),
        };
    }

    public string Null(InputColumn column) => column.Kind == InputKind.Flag ? "0" : "NULL";

    /// <summary>A text that was widened to JSON stands in quotes.</summary>
    private static string Text(string name, StoredColumn stored) => stored.Type switch
    {
        ColumnType.Text or ColumnType.Timestamp => name,
        ColumnType.Json => $"CASE WHEN json_valid({name}) THEN json_extract({name}, '$') ELSE {name} END",
        _ => $"CAST({name} AS TEXT)",
    };

    /// <summary>The second, and what stands behind its point, cut after a thousandth.</summary>
    private static string Moment(string text) =>
        $"CAST(strftime('%s', {text}) AS INTEGER) * 1000 + CASE WHEN substr({text}, 20, 1) = '.' THEN CAST(substr(rtrim(substr({text}, 21, 3), 'Z+-:') || '000', 1, 3) AS INTEGER) ELSE 0 END";
}
