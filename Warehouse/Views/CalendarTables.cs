using System.Globalization;
using Dixa.Warehouse.Views.Calendars;
using NodaTime;

namespace Dixa.Warehouse.Views;

/// <summary>Fills the tables of days, hours and business hours. What they hold is decided here, and the views only look it up.</summary>
public sealed class CalendarTables(ViewDatabase database)
{
    /// <summary>Before this nobody had a conversation in Dixa.</summary>
    private static readonly Instant Earliest = Instant.FromUtc(2010, 1, 1, 0, 0);

    private static readonly string[] Tables = ["_days", "_hours", "_schedules", "_business_intervals"];

    /// <summary>Fills them for whole years: from before the first conversation to the end of next year.</summary>
    public void Fill(ScheduleChoice choice, long firstMs, DateTimeOffset now)
    {
        var nowAt = Instant.FromDateTimeOffset(now);
        var first = Instant.FromUnixTimeMilliseconds(Math.Clamp(firstMs, Earliest.ToUnixTimeMilliseconds(), nowAt.ToUnixTimeMilliseconds()));
        var (from, to) = (new LocalDate((first - Duration.FromDays(2)).InUtc().Year, 1, 1), new LocalDate(nowAt.InUtc().Year + 1, 12, 31));
        database.Execute(Tables.Select(table => $"DELETE FROM {table}"));
        var days = ReportingCalendar.Days(choice.Zone, from, to).ToList();
        database.Insert("_days", days.Select(day => Row($"{day.Number}, '{day.Date:uuuu-MM-dd}', {day.Weekday}, {day.BeginsMs}, {day.EndsMs}")));
        database.Insert("_hours", days.SelectMany(day => ReportingCalendar.Hours(choice.Zone, day)).Select(hour => Row($"{hour.BeginsMs}, {hour.DayNumber}, {hour.Hour}")));
        foreach (var schedule in choice.Schedules)
        {
            var id = ViewDatabase.Literal(schedule.Id);
            database.Insert("_schedules", [$"{id}, {ViewDatabase.Literal(schedule.Name)}, {ViewDatabase.Literal(schedule.Zone.Id)}, {(schedule == choice.Default ? "true" : "false")}"]);
            database.Insert("_business_intervals", BusinessIntervals.Expand(schedule, from, to).Select(each => Row($"{id}, {each.BeginsMs}, {each.EndsMs}, {each.OpenMsBefore}")));
        }

        database.Analyze("_days", "_hours", "_business_intervals");
    }

    private static string Row(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
