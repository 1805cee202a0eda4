using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>What a page is asked to show: all of it stands in its address.</summary>
/// <param name="Days">How many days up to today; null for those from <paramref name="From"/> to <paramref name="To"/>.</param>
public sealed record PageQuery(int? Days = PageQuery.DefaultDays, DateOnly? From = null, DateOnly? To = null)
{
    public const int DefaultDays = 28;

    /// <summary>What a filter is called that takes what has no value: no queue, no team.</summary>
    public const string None = "-";

    private const int LongestValue = 200;

    /// <summary>The ranges that are offered, in days.</summary>
    public static IReadOnlyList<int> Ranges { get; } = [7, 28, 91, 364];

    /// <summary>The identifier of a queue.</summary>
    public string? Queue { get; init; }

    public string? Channel { get; init; }

    public string? Direction { get; init; }

    public string? Team { get; init; }

    /// <summary>The identifier of an agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether times are those of business hours.</summary>
    public bool IsBusiness { get; init; }

    /// <summary>Reads the part of an address after the question mark. What is not understood is as if it were not there.</summary>
    public static PageQuery Parse(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var range = Value(values, "range");
        var (from, to) = (Date(Value(values, "from")), Date(Value(values, "to")));
        var isCustom = (range is null or "custom") && (from is not null || to is not null);
        return new PageQuery(isCustom ? null : Ranges.Contains(Number(range) ?? DefaultDays) ? Number(range) ?? DefaultDays : DefaultDays, isCustom ? from : null, isCustom ? to : null)
        {
            Queue = Value(values, "queue"),
            Channel = Value(values, "channel"),
            Direction = Value(values, "direction"),
            Team = Value(values, "team"),
            Agent = Value(values, "agent"),
            IsBusiness = Value(values, "hours") == "business",
        };
    }

    /// <summary>The same as the end of an address, always in the same order; empty if nothing is asked for.</summary>
    public override string ToString()
    {
        var parts = new[]
        {
            ("range", RangeText),
            ("from", Text(From)), ("to", Text(To)), ("queue", Queue), ("channel", Channel), ("direction", Direction), ("team", Team), ("agent", Agent), ("hours", IsBusiness ? "business" : null),
        };
        var text = string.Join('&', parts.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));
        return text.Length > 0 ? $"?{text}" : "";
    }

    /// <summary>A date as forms send it.</summary>
    public static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? RangeText => Days switch
    {
        null => "custom",
        DefaultDays => null,
        { } days => days.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Value(Dictionary<string, StringValues> values, string name) =>
        values.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 and <= LongestValue } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
