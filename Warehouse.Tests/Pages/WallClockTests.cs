using System.Globalization;
using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Views.Calendars;
using NodaTime;

namespace Dixa.Warehouse.Pages;

/// <summary>Copenhagen, where the clock goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October.</summary>
public sealed class WallClockTests
{
    private static readonly WallClock Clock = Make();

    [Theory]
    [InlineData("2026-03-29T00:59:30Z", "2026-03-29 01:59:30")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29 03:00:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25 02:30:00")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25 02:30:00")]
    [InlineData("2026-07-01T12:34:56Z", "2026-07-01 14:34:56")]
    public void ItShowsTheTimeOfTheZone(string utc, string shown) => Assert.Equal(shown, Clock.At(Ms(utc)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-07-08T12:34:56Z", "2026-07-01T12:34:56Z")]
    [InlineData("2026-04-02T10:00:00Z", "2026-03-26T11:00:00Z")]
    [InlineData("2026-04-05T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-11-01T12:00:00Z", "2026-10-25T12:00:00Z")]
    public void TheSameTimeLastWeekIsThatOfTheWall(string utc, string before) => Assert.Equal(Ms(before), Clock.DaysBefore(Ms(utc), 7));

    [Fact]
    public void BeforeAllThatIsKnownThereIsNone() => Assert.Null(Clock.DaysBefore(Ms("2026-01-01T12:00:00Z"), 7));

    private static long Ms(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static WallClock Make()
    {
        var (zone, clock) = (DateTimeZoneProviders.Tzdb["Europe/Copenhagen"], new WallClock());
        foreach (var hour in ReportingCalendar.Days(zone, new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31)).SelectMany(day => ReportingCalendar.Hours(zone, day)))
        {
            clock.Add(hour.BeginsMs, hour.DayNumber, hour.Hour);
        }

        return clock;
    }
}
