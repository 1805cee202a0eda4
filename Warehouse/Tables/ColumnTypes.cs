using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <summary>From a JSON schema to column types, and from two types to one that holds the values of both.</summary>
public static class ColumnTypes
{
    /// <summary>The column for a property of the protocol's JSON schemas; a union, or a type that is not known, is <see cref="ColumnType.Json"/>.</summary>
    public static ColumnType Of(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || OnlyType(schema) is not { } type)
        {
            return ColumnType.Json;
        }

        var detail = Text(schema, "airbyte_type");
        return type switch
        {
            "boolean" => ColumnType.Boolean,
            "integer" => ColumnType.WholeNumber,
            "number" => detail == "integer" ? ColumnType.WholeNumber : ColumnType.Number,
            "string" => Text(schema, "format") switch
            {
                "date" => ColumnType.Date,
                "date-time" => detail == "timestamp_without_timezone" ? ColumnType.LocalTimestamp : ColumnType.Timestamp,
                "time" => detail == "time_with_timezone" ? ColumnType.Time : ColumnType.LocalTime,
                _ => ColumnType.Text,
            },
            _ => ColumnType.Json,
        };
    }

    /// <summary>A type that holds every value of both: what a column becomes that was one and shall be the other.</summary>
    public static ColumnType Widest(ColumnType one, ColumnType other) => (one, other) switch
    {
        _ when one == other => one,
        (ColumnType.Json, _) or (_, ColumnType.Json) => ColumnType.Json,
        (ColumnType.WholeNumber, ColumnType.Number) or (ColumnType.Number, ColumnType.WholeNumber) => ColumnType.Number,
        _ => ColumnType.Text,
    };

    /// <summary>The one type besides null; null where there are several, or none.</summary>
    private static string? OnlyType(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }

        if (type.ValueKind == JsonValueKind.String)
        {
            return type.GetString();
        }

        var types = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String ? each.GetString() : "?").Where(each => each != "null").Distinct().ToList()
            : [];
        return types is [var only] ? only : types.Count == 2 && types.Contains("integer") && types.Contains("number") ? "number" : null;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
