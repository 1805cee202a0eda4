namespace Dixa.Warehouse.Webhooks;

/// <summary>The exports' limit over all runs of a process.</summary>
public sealed class ExportsBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 4)]
    [InlineData(10, 8)]
    [InlineData(6000, 4800)]
    public void AFifthIsLeftForOthers(int perMinute, int share) => Assert.Equal(share, new ExportsBudget(perMinute).Share);

    [Fact]
    public void WhatFitsIsFreeAtOnce()
    {
        var budget = new ExportsBudget(10);
        budget.Spend(Noon, 6);

        Assert.Equal(Noon, budget.FreeAt(Noon, 2, budget.Share));
        Assert.Equal(6, budget.Used(Noon));
    }

    [Fact]
    public void WhatDoesNotFitWaitsUntilAMinuteAfterTheOldestRunThatHasToGo()
    {
        var budget = new ExportsBudget(10);
        budget.Spend(Noon, 2);
        budget.Spend(Noon.AddSeconds(15), 2);
        budget.Spend(Noon.AddSeconds(30), 4);
        var now = Noon.AddSeconds(40);

        Assert.Equal(Noon.AddMilliseconds(60_100), budget.FreeAt(now, 2, budget.Share));
        Assert.Equal(Noon.AddMilliseconds(75_100), budget.FreeAt(now, 4, budget.Share));
        Assert.Equal(now, budget.FreeAt(now, 2, budget.PerMinute));
        Assert.Equal(0, budget.Used(Noon.AddMilliseconds(90_100)));
    }

    /// <remarks>A first sync takes more than a minute's: its source spreads it, once nothing of before counts any more.</remarks>
    [Fact]
    public void MoreThanTheLimitWaitsUntilNothingCounts()
    {
        var budget = new ExportsBudget(10);
        budget.Spend(Noon, 2);

        Assert.Equal(Noon.AddMilliseconds(60_100), budget.FreeAt(Noon.AddSeconds(1), 24, budget.PerMinute));
    }

    /// <summary>Runs that begin whenever they may, for an hour, with scheduled ones in between: no sliding minute has more than the limit.</summary>
    [Theory]
    [InlineData(10, 2, 0.4)]
    [InlineData(10, 2, 8)]
    [InlineData(10, 3, 1)]
    [InlineData(5, 2, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(60, 2, 1)]
    public void NoSlidingMinuteHasMoreThanTheLimit(int perMinute, int cost, double seconds)
    {
        var budget = new ExportsBudget(perMinute);
        var arrivals = new List<DateTimeOffset>();
        var (now, scheduled, spacing) = (Noon, Noon, BellPace.Of(budget, cost).Spacing);
        while (now < Noon.AddHours(1))
        {
            var isScheduled = scheduled <= now;
            var free = budget.FreeAt(now, cost, isScheduled ? perMinute : budget.Share);
            if (free > now)
            {
                now = free;
                continue;
            }

            // The requests of a run arrive at any time within it: the first ones at its beginning, the last ones at its end.
            arrivals.AddRange(Enumerable.Range(0, cost).Select(request => now + (TimeSpan.FromSeconds(seconds) * request / Math.Max(1, cost - 1))));
            budget.Spend(now.AddSeconds(seconds), cost);
            scheduled = isScheduled ? now.AddMinutes(15) : scheduled;
            now += spacing > TimeSpan.FromSeconds(seconds) ? spacing : TimeSpan.FromSeconds(seconds);
        }

        Assert.All(arrivals, first => Assert.InRange(arrivals.Count(each => each >= first && each < first.AddMinutes(1)), 1, perMinute));
        Assert.InRange(arrivals.Count, 0.6 * budget.Share * 60 / (1 + (seconds / 15)), perMinute * 60);
    }
}
