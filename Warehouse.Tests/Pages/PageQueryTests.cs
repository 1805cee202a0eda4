using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages;

public sealed class PageQueryTests
{
    private static readonly DateOnly Today = new(2026, 5, 6);

    [Theory]
    [InlineData("")]
    [InlineData("?range=7")]
    [InlineData("?range=custom&from=2026-05-01&to=2026-05-03")]
    [InlineData("?range=364&queue=q%26%3D%3F%23%20%2B%C3%A6&channel=email&direction=inbound&team=-&agent=a1&hours=business")]
    public void AnAddressIsReadAndWrittenTheSame(string address) => Assert.Equal(address, PageQuery.Parse(address).ToString());

    [Theory]
    [InlineData("?range=28&from=&to=&queue=&channel=&direction=&team=&agent=&hours=", "")]
    [InlineData("?from=2026-05-01", "?range=custom&from=2026-05-01")]
    [InlineData("?range=7&from=2026-05-01", "?range=7")]
    [InlineData("?range=9999999999", "")]
    [InlineData("?range=custom", "")]
    [InlineData("?range=custom&from=yesterday&to=2026-02-30", "")]
    [InlineData("?hours=always&other=1", "")]
    [InlineData("?queue=a&queue=b", "?queue=a%2Cb")]
    [InlineData("?queue=%00", "")]
    public void WhatIsNotUnderstoodIsLeftOut(string address, string kept) => Assert.Equal(kept, PageQuery.Parse(address).ToString());

    [Fact]
    public void AFilterIsNoBook() => Assert.Null(PageQuery.Parse($"?queue={new string('a', 201)}").Queue);

    [Theory]
    [InlineData("", 27, 0)]
    [InlineData("?range=7", 6, 0)]
    [InlineData("?range=custom&from=2026-05-01&to=2026-05-03", 5, 3)]
    [InlineData("?range=custom&from=2026-05-03&to=2026-05-01", 5, 3)]
    [InlineData("?range=custom&from=2026-05-01&to=2027-01-01", 5, 0)]
    [InlineData("?range=custom&to=2026-05-03", 30, 3)]
    [InlineData("?range=custom&from=1999-01-01&to=1999-02-01", 395, 395)]
    public void APeriodIsOfDaysThatAreKnown(string address, int first, int last)
    {
        var today = Period.Number(Today);

        Assert.Equal(new Period(today - first, today - last), Period.Of(PageQuery.Parse(address), today));
    }

    [Fact]
    public void ManyDaysMakeWeeksFromMondayToSunday()
    {
        var period = new Period(Period.Number(new DateOnly(2026, 1, 1)), Period.Number(Today));

        Assert.True(period.IsByWeek);
        Assert.Equal(19, period.Buckets);
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 4)), (Period.Date(period.FirstDay(0)), Period.Date(period.LastDay(0))));
        Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 11)), (Period.Date(period.FirstDay(1)), Period.Date(period.LastDay(1))));
        Assert.Equal((new DateOnly(2026, 5, 4), Today), (Period.Date(period.FirstDay(18)), Period.Date(period.LastDay(18))));
        Assert.All(Enumerable.Range(period.From, period.Days), day => Assert.InRange(day, period.FirstDay(period.BucketOf(day)), period.LastDay(period.BucketOf(day))));
    }
}
