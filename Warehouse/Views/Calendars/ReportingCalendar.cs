using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>A day of the reporting time zone, in epoch milliseconds, UTC.</summary>
/// <param name="Number">Days since 1970-01-01.</param>
/// <param name="Weekday">1 for Monday.</param>
public readonly record struct ReportingDay(int Number, LocalDate Date, int Weekday, long BeginsMs, long EndsMs);

/// <summary>An hour of such a day, by the clock on the wall. One that the clock goes through twice is there twice.</summary>
public readonly record struct ReportingHour(long BeginsMs, int DayNumber, int Hour);

/// <summary>The days and hours of the reporting time zone. A day of the change to summer time has 23 hours.</summary>
public static class ReportingCalendar
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static int NumberOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>The days from one to another, both included.</summary>
    public static IEnumerable<ReportingDay> Days(DateTimeZone zone, LocalDate from, LocalDate to)
    {
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            yield return new ReportingDay(NumberOf(date), date, (int)date.DayOfWeek, StartOf(zone, date), StartOf(zone, date.PlusDays(1)));
        }
    }

    /// <summary>The hours of a day, each from where the clock first shows it.</summary>
    public static IEnumerable<ReportingHour> Hours(DateTimeZone zone, ReportingDay day)
    {
        var end = Instant.FromUnixTimeMilliseconds(day.EndsMs);
        for (var at = Instant.FromUnixTimeMilliseconds(day.BeginsMs); at < end;)
        {
            var local = at.InZone(zone);
            yield return new ReportingHour(at.ToUnixTimeMilliseconds(), day.Number, local.Hour);

            // To the next full hour of the wall, or to where the clock is changed before that.
            var next = at + Duration.FromHours(1) - Duration.FromTicks(local.LocalDateTime.TickOfDay % NodaConstants.TicksPerHour);
            var interval = zone.GetZoneInterval(at);
            at = interval.HasEnd && interval.End < next ? interval.End : next;
        }
    }

    private static long StartOf(DateTimeZone zone, LocalDate date) => zone.AtStartOfDay(date).ToInstant().ToUnixTimeMilliseconds();
}
