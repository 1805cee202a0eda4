using System.Globalization;
using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>Values in one form, whichever database or object they come from, so that they can be compared.</summary>
public static class Cells
{
    public const string Null = "null";

    /// <summary>A value of a database.</summary>
    public static string Of(object? value) => value switch
    {
        null or DBNull => Null,
        bool truth => truth ? "1" : "0",
        DateTime { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified } date => Of(DateOnly.FromDateTime(date)),
        DateTime time => Moment(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds()),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => Of((decimal)number),
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        string text when text.StartsWith('[') || text.StartsWith('{') => Json(JsonNode.Parse(text)),
        string text => text,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static string Moment(long? ms) => ms is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : Null;

    /// <summary>A part of a whole, with so many digits, rounded half up.</summary>
    public static string Ratio(long part, long whole, int digits = 3)
    {
        var power = (decimal)Math.Pow(10, digits);
        return whole == 0 ? Null : Of(Math.Floor((part * power / whole) + 0.5m) / power);
    }

    /// <summary>The smallest value that so many hundredths of the values don't exceed.</summary>
    public static string Percentile(IEnumerable<long?> values, int hundredths)
    {
        long[] sorted = [.. values.OfType<long>().Order()];
        return sorted.Length == 0 ? Null : Of(sorted[(int)Math.Ceiling(sorted.Length * hundredths / 100m) - 1]);
    }

    /// <summary>Members in the order of their names.</summary>
    public static string Json(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{JsonValue.Create(member.Key)!.ToJsonString()}:{Json(member.Value)}"))}}}",
        JsonArray elements => $"[{string.Join(',', elements.Select(Json))}]",
        null => Null,
        _ => node.ToJsonString(),
    };
}
