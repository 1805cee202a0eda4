using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Views.Inputs;

/// <summary>For PostgreSQL's types: those of the tables here, and those of Airbyte's destination.</summary>
public sealed class PostgresInputs : IInputDialect
{
    private const string DateTime = @"'^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?)'";

    public string Value(InputColumn column, StoredColumn stored)
    {
        var name = SqlText.Quote(stored.Name);
        var type = stored.StoredType;
        if (column.Member is { } member)
        {
            return Json(name, type) is { } json ? $"({json} ->> '{member}')" : Null(column);
        }

        return column.Kind switch
        {
            InputKind.Number => Number(name, type),
            InputKind.Moment => Moment(name, type),
            InputKind.Flag => Flag(name, type),
            InputKind.Json => Json(name, type) ?? Null(column),
            InputKind.Word => $"lower({Text(name, type)})",
            _ => Text(name, type),
        };
    }

    public string Null(InputColumn column) => column switch
    {
        { Member: not null } or { Kind: InputKind.Text or InputKind.Word } => "NULL::text",
        { Kind: InputKind.Flag } => "false",
        { Kind: InputKind.Json } => "NULL::jsonb",
        _ => "NULL::bigint",
    };

    private static string Number(string name, string type) => type switch
    {
        "bigint" => name,
        "integer" or "smallint" => $"{name}::bigint",
        _ when IsNumber(type) => $"CASE WHEN abs({name}) < 9e18 THEN trunc({name})::bigint END",
        _ when IsMoment(type) => Moment(name, type),
        _ => $"CASE WHEN {Text(name, type)} ~ '^-?[0-9]{{1,18}}$' THEN ({Text(name, type)})::bigint END",
    };

    private static string Moment(string name, string type) =>
        IsMoment(type) ? $"floor(extract(epoch FROM {name}) * 1000)::bigint"
        : IsWhole(type) ? $"{name}::bigint"
        : $"floor(extract(epoch FROM substring({Text(name, type)} FROM {DateTime})::timestamptz) * 1000)::bigint";

    private static string Text(string name, string type) => type switch
    {
        "text" => name,
        "jsonb" or "json" => $"({name} #>> '{{}}')",
        _ => $"{name}::text",
    };

    private static string Flag(string name, string type) =>
        type == "boolean" ? $"coalesce({name}, false)"
        : IsWhole(type) || IsNumber(type) ? $"coalesce({name} <> 0, false)"
        : $"coalesce(lower({Text(name, type)}) IN ('true', 't', '1'), false)";

    private static string? Json(string name, string type) => type switch
    {
        "jsonb" => name,
        "json" => $"{name}::jsonb",
        _ => null,
    };

    private static bool IsWhole(string type) => type is "bigint" or "integer" or "smallint";

    private static bool IsNumber(string type) => type.StartsWith("numeric", StringComparison.Ordinal) || type is "double precision" or "real";

    private static bool IsMoment(string type) => type.StartsWith("timestamp", StringComparison.Ordinal);
}
