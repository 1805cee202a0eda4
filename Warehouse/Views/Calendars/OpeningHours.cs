using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>The hours of each date of a schedule.</summary>
/// <remarks>
/// The vendor publishes no rules of precedence. Here an exception comes before the hours of the weekday, and those before the hours of every day. Of
/// several rules for a day the one holds whose date is the latest that is not after the day, and the first one before that: a schedule says nothing
/// of the time before it was made, and to take that as closed would make every wait nought. Of rules with the same date all hold together.
/// </remarks>
public sealed class OpeningHours
{
    private readonly Schedule _schedule;
    private readonly Dictionary<LocalDate, ExceptionalHours> _exceptions = [];

    /// <param name="years">The years that are asked for.</param>
    public OpeningHours(Schedule schedule, IEnumerable<int> years)
    {
        _schedule = schedule;
        int[] all = [.. years];
        foreach (var exception in schedule.Exceptions.OrderBy(each => each.Start ?? LocalDate.MinIsoValue))
        {
            foreach (var date in DatesOf(exception, all))
            {
                _exceptions[date] = exception;
            }
        }
    }

    /// <summary>The open parts of a date, in no particular order; they may overlap.</summary>
    public IReadOnlyList<LocalInterval> Of(LocalDate date)
    {
        if (!_exceptions.TryGetValue(date, out var exception))
        {
            return RegularOf(date);
        }

        return exception switch
        {
            { IsOpen: true, Intervals: [] } => [LocalInterval.WholeDay],
            { IsOpen: true } => exception.Intervals,
            { Intervals: [] } => [],
            _ => [.. RegularOf(date).SelectMany(open => Without(open, exception.Intervals))],
        };
    }

    /// <summary>Names of holidays whose dates are not known, and which come again.</summary>
    public static IEnumerable<string> UnknownHolidays(Schedule schedule) =>
        schedule.Exceptions.Select(each => each.Recurrence).Where(each => each is { Holiday: not null } and not { Day: not null, Month: not null } && Holidays.DateOf(each.Holiday, 2000) is null)
            .Select(each => each!.Holiday!).Distinct();

    private static IEnumerable<LocalDate> DatesOf(ExceptionalHours exception, int[] years)
    {
        LocalDate?[] told = [exception.Start, exception.Next];
        var again = exception.Recurrence switch
        {
            { Day: { } day, Month: { } month } => years.Select(year => DateOf(year, month, day)),
            { Holiday: { } name } => years.Select(year => Holidays.DateOf(name, year)),
            _ => [],
        };
        return told.Concat(again.Where(date => date >= (exception.Start ?? LocalDate.MinIsoValue))).OfType<LocalDate>().Distinct();
    }

    /// <summary>Null for the 29th of February of most years, and for what is no date.</summary>
    private static LocalDate? DateOf(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private IReadOnlyList<LocalInterval> RegularOf(LocalDate date)
    {
        var ofDay = _schedule.Regular.Where(rule => rule.DayOfWeek == date.DayOfWeek).ToList();
        var rules = ofDay.Count > 0 ? ofDay : _schedule.Regular.Where(rule => rule.DayOfWeek is null).ToList();
        var starts = rules.Select(rule => rule.Start ?? LocalDate.MinIsoValue).Distinct().Order().ToList();
        if (starts.Count == 0)
        {
            return [];
        }

        var start = starts.LastOrDefault(each => each <= date, starts[0]);
        return [.. rules.Where(rule => rule.IsOpen && (rule.Start ?? LocalDate.MinIsoValue) == start).SelectMany(rule => rule.Intervals is [] ? [LocalInterval.WholeDay] : rule.Intervals)];
    }

    private static IEnumerable<LocalInterval> Without(LocalInterval open, IReadOnlyList<LocalInterval> closed)
    {
        var start = open.StartMinute;
        foreach (var each in closed.Where(each => each.EndMinute > open.StartMinute && each.StartMinute < open.EndMinute).OrderBy(each => each.StartMinute))
        {
            if (each.StartMinute > start)
            {
                yield return new LocalInterval(start, each.StartMinute);
            }

            start = Math.Max(start, each.EndMinute);
        }

        if (start < open.EndMinute)
        {
            yield return new LocalInterval(start, open.EndMinute);
        }
    }
}
