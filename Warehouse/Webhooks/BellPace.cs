namespace Dixa.Warehouse.Webhooks;

/// <summary>How often events may wake a run, and how far back such a run looks.</summary>
/// <param name="Spacing">The least time from the beginning of a run to the next one that an event wakes.</param>
/// <param name="Lookback">How far before its state such a run reads again.</param>
public sealed record BellPace(TimeSpan Spacing, TimeSpan Lookback)
{
    /// <summary>What happens at once in Dixa comes as several events within a second or two: they are to be one run.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromSeconds(2);

    /// <summary>What runs that events wake can take in a minute, whatever the limit: one for each time of gathering.</summary>
    public const int MostRequests = 60;

    /// <summary>How many more runs look for the row of an event that has not come with the first one.</summary>
    public const int Repeats = 3;

    /// <summary>What a row's time and its event's may differ by: Dixa's own sample of an event is 2.4 seconds later than its message.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause after runs that failed.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The pace of runs that take so many requests each. Spread evenly over the minute, they never wait for one that used up the limit.</summary>
    /// <remarks>
    /// The last run that looks for an event's row begins <see cref="Repeats"/> spacings after the first one, which began at most a
    /// spacing after the event. So the lookback is these and a minute, for an event that was delayed on its way and for the
    /// clocks, in whole minutes, which is what the source's setting has: 2 at Dixa's limit of ten.
    /// </remarks>
    public static BellPace Of(ExportsBudget budget, int requests)
    {
        var spacing = TimeSpan.FromMinutes(Math.Max(1, requests) / (double)budget.Share);
        return new BellPace(spacing, TimeSpan.FromMinutes(Math.Ceiling((spacing * (Repeats + 1)).TotalMinutes + 1)));
    }

    /// <summary>How long nothing is woken after so many runs in a row have failed: an outage is not to be met at the highest pace.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        var pause = Spacing * Math.Pow(2, Math.Min(failures, 16));
        return failures == 0 ? Spacing : pause < LongestPause ? pause : LongestPause > Spacing ? LongestPause : Spacing;
    }
}
