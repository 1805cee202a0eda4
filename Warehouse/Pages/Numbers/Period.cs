using Dixa.Warehouse.Pages.Data;

namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>The days that a page shows, and how they are put together: by day, or by week from Monday to Sunday where they are many.</summary>
/// <param name="From">The first day, in days since 1970-01-01.</param>
/// <param name="To">The last one.</param>
public sealed record Period(int From, int To)
{
    /// <summary>More than so many days make weeks.</summary>
    private const int MostSingleDays = 92;

    /// <summary>1970-01-05 was the first Monday.</summary>
    private const int FirstMonday = 4;

    public int Days => To - From + 1;

    public bool IsByWeek => Days > MostSingleDays;

    public int Buckets => BucketOf(To) + 1;

    /// <summary>The days that a query asks for, as far as they are known: neither after today, nor before what is kept in memory.</summary>
    public static Period Of(PageQuery query, int today)
    {
        var earliest = today - SnapshotReader.MostDays + 1;
        if (query.Days is { } days)
        {
            return new Period(Math.Max(earliest, today - days + 1), today);
        }

        var to = Math.Clamp(query.To is { } last ? Number(last) : today, earliest, today);
        var from = Math.Clamp(query.From is { } first ? Number(first) : to - PageQuery.DefaultDays + 1, earliest, today);
        return from <= to ? new Period(from, to) : new Period(to, from);
    }

    public static int Number(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly Date(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);

    public bool Has(int day) => day >= From && day <= To;

    /// <summary>The bucket of a day of this period, from 0.</summary>
    public int BucketOf(int day) => IsByWeek ? WeekOf(day) - WeekOf(From) : day - From;

    /// <summary>The first day of a bucket that is in the period.</summary>
    public int FirstDay(int bucket) => IsByWeek ? Math.Max(From, ((WeekOf(From) + bucket) * 7) + FirstMonday) : From + bucket;

    /// <summary>The last day of a bucket that is in the period.</summary>
    public int LastDay(int bucket) => IsByWeek ? Math.Min(To, ((WeekOf(From) + bucket) * 7) + FirstMonday + 6) : From + bucket;

    /// <summary>As many days before it.</summary>
    public Period Before => new(From - Days, From - 1);

    private static int WeekOf(int day) => (day - FirstMonday) / 7;
}
