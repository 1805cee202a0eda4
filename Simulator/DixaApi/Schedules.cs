using System.Globalization;
using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class ScheduleSelection
{
    /// <summary>The schedule that a path names.</summary>
    public static Schedule? One(ApiCall call) => call.Organization.Workspace.Schedules.Find(PathParameter.Id(call, "scheduleId"));
}

/// <summary>Writes the names of the schedules, which stand one level deeper than other lists.</summary>
public static class ScheduleListWriter
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Schedule> schedules)
    {
        json.WriteStartObject();
        json.WriteStartArray("schedules"u8);
        foreach (var schedule in schedules)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, schedule.Name);
            json.WriteString("id"u8, schedule.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Writes the rules of a schedule; types and states of hours are plain texts, as in samples.</summary>
public static class ScheduleWriter
{
    public static void Write(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartObject();
        json.WriteStartObject("schedule"u8);
        json.WriteString("id"u8, schedule.Id);
        json.WriteString("name"u8, schedule.Name);
        json.WriteString("timezone"u8, schedule.TimeZone);
        WriteList(json, "businessHours"u8, schedule.Regular, Write);
        WriteList(json, "exceptions"u8, schedule.Exceptions, Write);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T>? rows, Action<Utf8JsonWriter, T> write)
    {
        if (rows is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RegularHours hours)
    {
        json.WriteString("name"u8, hours.Name);
        new FieldWriter(json, omitsNull: true).Write("dayOfWeek"u8, hours.DayOfWeek);
        json.WriteString("businessHourType"u8, "Regular"u8);
        WriteIntervals(json, hours.Intervals);
        json.WriteString("startDate"u8, Format(hours.StartDate));
    }

    private static void Write(Utf8JsonWriter json, ExceptionalHours hours)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteString("name"u8, hours.Name);
        json.WriteString("businessHourType"u8, hours.IsHoliday ? "Holiday"u8 : "Exception"u8);
        WriteIntervals(json, hours.Intervals);
        if (hours.Recurrence is { } recurrence)
        {
            json.WriteStartObject("recurring"u8);
            field.Write("dayOfMonth"u8, recurrence.DayOfMonth);
            field.Write("monthOfYear"u8, recurrence.MonthOfYear);
            field.Write("holiday"u8, recurrence.Holiday);
            json.WriteEndObject();
        }

        json.WriteString("startDate"u8, Format(hours.StartDate));
        field.Write("nextDate"u8, hours.NextDate is { } next ? Format(next) : null);
    }

    private static void WriteIntervals(Utf8JsonWriter json, IReadOnlyList<OpenInterval> intervals)
    {
        json.WriteString("status"u8, intervals is [] ? "Closed"u8 : "Open"u8);
        WriteList(json, "intervals"u8, intervals, (inner, interval) =>
        {
            inner.WriteString("startTime"u8, interval.StartTime);
            inner.WriteString("endTime"u8, interval.EndTime);
        });
    }

    private static string Format(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
