using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>Reads the definition of a schedule.</summary>
/// <remarks>The form: <c>GET /v1/business-hours/schedules/{id}/definition</c> of the Dixa API, which the connector puts into the column <c>definition</c>.</remarks>
public static class ScheduleParser
{
    private const string Closed = "closed";

    /// <summary>Reads a schedule; null, with a sentence, where its time zone is not known or its definition is missing.</summary>
    /// <param name="definition">The JSON of the column; null where it is NULL.</param>
    public static Schedule? Parse(string id, string name, string? definition, out string? problem)
    {
        problem = null;
        if (Object(definition) is not { } root)
        {
            problem = $"The schedule {name} has no definition.";
            return null;
        }

        var zone = Text(root, "timezone");
        if (zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not { } known)
        {
            problem = $"The time zone {zone ?? "(none)"} of the schedule {name} is not known.";
            return null;
        }

        return new Schedule(id, name, known, [.. List(root, "businessHours").Select(Regular)], [.. List(root, "exceptions").Select(Exceptional)]);
    }

    private static RegularHours Regular(JsonElement rule) =>
        new(Number(rule, "dayOfWeek") is >= 1 and <= 7 and var day ? (IsoDayOfWeek)day : null, IsOpen(rule), Intervals(rule), Date(rule, "startDate"));

    private static ExceptionalHours Exceptional(JsonElement rule)
    {
        var recurrence = rule.TryGetProperty("recurring", out var recurring) && recurring.ValueKind == JsonValueKind.Object
            ? new Recurrence(Number(recurring, "dayOfMonth"), Number(recurring, "monthOfYear"), Text(recurring, "holiday"))
            : null;
        return new ExceptionalHours(IsOpen(rule), Intervals(rule), Date(rule, "startDate"), Date(rule, "nextDate"), recurrence);
    }

    private static bool IsOpen(JsonElement rule) => !string.Equals(Text(rule, "status"), Closed, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<LocalInterval> Intervals(JsonElement rule) =>
    [
        .. List(rule, "intervals").Select(each => (Start: Minute(Text(each, "startTime")), End: Minute(Text(each, "endTime"))))
            .Where(each => each is { Start: not null, End: not null })
            .Select(each => new LocalInterval(each.Start!.Value, each.End > each.Start ? each.End.Value : each.End!.Value + LocalInterval.MinutesOfDay)),
    ];

    /// <summary>Reads 08:00, 08:00:00 or 24:00; null for anything else.</summary>
    private static int? Minute(string? text) =>
        text?.Split(':') is [{ Length: 1 or 2 } hours, { Length: 2 } minutes, ..]
        && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
        && minute < 60 && (hour * 60) + minute <= LocalInterval.MinutesOfDay
            ? (hour * 60) + minute
            : null;

    private static LocalDate? Date(JsonElement element, string name) =>
        Text(element, name) is { Length: >= 10 } text && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true } date ? date.Value : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement? Object(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }
}
