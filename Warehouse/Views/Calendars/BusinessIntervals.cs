using NodaTime;

namespace Dixa.Warehouse.Views.Calendars;

/// <summary>An open stretch of a schedule, in epoch milliseconds, UTC.</summary>
/// <param name="OpenMsBefore">How long the schedule was open before it, from the first stretch on: so the time between two moments takes two look-ups.</param>
public readonly record struct BusinessInterval(long BeginsMs, long EndsMs, long OpenMsBefore);

/// <summary>Turns the hours of a schedule into stretches of UTC. What daylight saving does to them is decided here, for both databases.</summary>
public static class BusinessIntervals
{
    /// <summary>The stretches from a date to another, both included, in order and apart from each other; the first is an empty one before all time.</summary>
    /// <remarks>
    /// A time that the clock skips is the moment of the change. Of a time that comes twice, an opening is the first and a closing the second: so a
    /// schedule of whole days has no gaps.
    /// </remarks>
    public static IReadOnlyList<BusinessInterval> Expand(Schedule schedule, LocalDate from, LocalDate to)
    {
        var hours = new OpeningHours(schedule, Enumerable.Range(from.Year, to.Year - from.Year + 1));
        var stretches = new List<(long Begins, long Ends)>();
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            stretches.AddRange(hours.Of(date).Select(each => (ToMs(schedule.Zone, date, each.StartMinute, isEnd: false), ToMs(schedule.Zone, date, each.EndMinute, isEnd: true))));
        }

        var merged = new List<BusinessInterval> { new(long.MinValue / 2, long.MinValue / 2, 0) };
        foreach (var (begins, ends) in stretches.Where(each => each.Ends > each.Begins).Order())
        {
            var last = merged[^1];
            if (begins <= last.EndsMs)
            {
                merged[^1] = last with { EndsMs = Math.Max(last.EndsMs, ends) };
            }
            else
            {
                merged.Add(new BusinessInterval(begins, ends, last.OpenMsBefore + last.EndsMs - last.BeginsMs));
            }
        }

        return merged;
    }

    private static long ToMs(DateTimeZone zone, LocalDate date, int minute, bool isEnd)
    {
        var mapping = zone.MapLocal(date.AtMidnight().PlusMinutes(minute));
        var instant = mapping.Count switch
        {
            0 => mapping.EarlyInterval.End,
            1 => mapping.Single().ToInstant(),
            _ => (isEnd ? mapping.Last() : mapping.First()).ToInstant(),
        };
        return instant.ToUnixTimeMilliseconds();
    }
}
