using Dixa.Warehouse.Views.Calendars;
using NodaTime;

namespace Dixa.Warehouse.Views;

/// <summary>From the definition of a schedule to its hours: the rules of <c>docs/answers.md</c>.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData(2024, "EasterSunday", "2024-03-31")]
    [InlineData(2025, "Easter Sunday", "2025-04-20")]
    [InlineData(2038, "EasterSunday", "2038-04-25")]
    [InlineData(2025, "GoodFriday", "2025-04-18")]
    [InlineData(2025, "AscensionDay", "2025-05-29")]
    [InlineData(2025, "WhitMonday", "2025-06-09")]
    [InlineData(2026, "Thanksgiving", "2026-11-26")]
    [InlineData(2026, "Memorial Day", "2026-05-25")]
    [InlineData(2021, "SpringBankHoliday", "2021-05-31")]
    [InlineData(2025, "ChristmasEve", "2025-12-24")]
    [InlineData(2025, "TheBossesBirthday", null)]
    public void AHolidayHasItsDateEachYear(int year, string name, string? date) =>
        Assert.Equal(date, Holidays.DateOf(name, year)?.ToString("uuuu-MM-dd", null));

    [Theory]
    [InlineData("2026-05-04", "08:00-12:00,13:00-16:30", "hours of a weekday")]
    [InlineData("2026-05-05", "", "a weekday that is closed comes before hours of every day")]
    [InlineData("2026-05-06", "00:00-24:00", "hours of every day, without intervals")]
    [InlineData("2019-05-06", "08:00-12:00,13:00-16:30", "before the first rule")]
    [InlineData("2026-06-01", "09:00-15:00", "the latest of two rules")]
    [InlineData("2026-05-11", "10:00-11:00", "an exception")]
    [InlineData("2026-05-18", "", "closed for a day")]
    [InlineData("2026-05-25", "08:00-12:00,15:00-16:30", "closed for a part of a day")]
    [InlineData("2025-12-25", "", "comes again each year")]
    [InlineData("2024-12-25", "00:00-24:00", "before the first time")]
    [InlineData("2026-05-07", "22:00-30:00", "past midnight")]
    public void ADateHasTheHoursOfTheRuleThatComesFirst(string date, string expected, string why)
    {
        var schedule = Parse("""
            {"timezone": "Europe/Copenhagen", "businessHours": [
              {"dayOfWeek": 1, "status": "Open", "intervals": [{"startTime": "08:00", "endTime": "12:00"}, {"startTime": "13:00", "endTime": "16:30"}], "startDate": "2020-01-06"},
              {"dayOfWeek": 1, "status": "Open", "intervals": [{"startTime": "09:00", "endTime": "15:00"}], "startDate": "2026-06-01"},
              {"dayOfWeek": 2, "status": "Closed", "intervals": [], "startDate": "2020-01-07"},
              {"dayOfWeek": 4, "status": "Open", "intervals": [{"startTime": "22:00", "endTime": "06:00"}], "startDate": "2020-01-07"},
              {"status": "Open", "intervals": [], "startDate": "2020-01-06"}],
             "exceptions": [
              {"status": "Open", "intervals": [{"startTime": "10:00", "endTime": "11:00"}], "startDate": "2026-05-11"},
              {"status": "Closed", "startDate": "2026-05-18"},
              {"status": "Closed", "intervals": [{"startTime": "11:59", "endTime": "15:00"}, {"startTime": "12:00", "endTime": "13:30"}], "startDate": "2026-05-25"},
              {"status": "Closed", "intervals": [], "recurring": {"dayOfMonth": 25, "monthOfYear": 12}, "startDate": "2025-12-25"}]}
            """.Replace("11:59", "12:00", StringComparison.Ordinal));
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;

        Assert.True(
            expected == string.Join(',', new OpeningHours(schedule, Enumerable.Range(2019, 9)).Of(day).Select(each => $"{Clock(each.StartMinute)}-{Clock(each.EndMinute)}")),
            $"{why}: {string.Join(',', new OpeningHours(schedule, Enumerable.Range(2019, 9)).Of(day))}");
    }

    [Theory]
    [InlineData(null, "has no definition")]
    [InlineData("[]", "has no definition")]
    [InlineData("""{"timezone": "Mars/Olympus"}""", "The time zone Mars/Olympus of the schedule")]
    public void ADefinitionThatCannotBeReadSaysWhy(string? definition, string expected)
    {
        Assert.Null(ScheduleParser.Parse("id", "Office", definition, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    /// <remarks>In New York 02:00 to 03:00 does not exist on 8 March 2026: who opens at 02:30 opens at 03:00, which is 07:00 UTC. 01:00 to 02:00 comes twice on 1 November: open from the first to the end of the second, two hours.</remarks>
    [Fact]
    public void HoursInTheHourThatIsSkippedOrComesTwice()
    {
        var schedule = Parse("""{"timezone": "America/New_York", "businessHours": [{"dayOfWeek": 7, "status": "Open", "intervals": [{"startTime": "01:00", "endTime": "02:00"}, {"startTime": "02:30", "endTime": "04:00"}]}]}""");
        var spring = BusinessIntervals.Expand(schedule, new LocalDate(2026, 3, 8), new LocalDate(2026, 3, 8)).Skip(1).ToList();
        var autumn = BusinessIntervals.Expand(schedule, new LocalDate(2026, 11, 1), new LocalDate(2026, 11, 1)).Skip(1).ToList();

        Assert.Equal([("2026-03-08T06:00:00Z", "2026-03-08T08:00:00Z")], spring.Select(Span));
        Assert.Equal([("2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z"), ("2026-11-01T07:30:00Z", "2026-11-01T09:00:00Z")], autumn.Select(Span));
        Assert.Equal(7_200_000, autumn[1].OpenMsBefore);
    }

    [Theory]
    [InlineData("Europe/Copenhagen", "2026-03-29", 23)]
    [InlineData("Europe/Copenhagen", "2026-10-25", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 24)]
    [InlineData("Etc/UTC", "2026-03-29", 24)]
    public void ADayHasTheHoursThatTheWallShows(string zone, string date, int hours)
    {
        var day = ReportingCalendar.Days(DateTimeZoneProviders.Tzdb[zone], NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value).Single();

        Assert.Equal(hours, ReportingCalendar.Hours(DateTimeZoneProviders.Tzdb[zone], day).Count());
    }

    private static Schedule Parse(string definition) => ScheduleParser.Parse("id", "Office", definition, out _)!;

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static (string, string) Span(BusinessInterval each) => (Text(each.BeginsMs), Text(each.EndsMs));

    private static string Text(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
