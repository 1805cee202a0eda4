using System.Globalization;
using Dixa.Connector.Configuration;

namespace Dixa.Connector.State;

/// <summary>A start before 1970 made negative cursors, which the next sync refused, and windows from 0 to before 0.</summary>
public sealed class SyncPeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1969-12-31", null, "1970-01-01", "2026-03-01T12:00Z")]
    [InlineData("1900-01-01", "1950-01-01", "1970-01-01", "1970-01-01")]
    [InlineData("1900-01-01", "2025-01-01", "1970-01-01", "2025-01-01")]
    [InlineData(null, "1950-01-01", "2025-03-01T12:00Z", "1970-01-01")]
    [InlineData("1970-01-01", null, "1970-01-01", "2026-03-01T12:00Z")]
    [InlineData("2025-06-01", "2027-01-01", "2025-06-01", "2026-03-01T12:00Z")]
    public void ItBeginsAndEndsIn1970AtTheEarliest(string? start, string? end, string expectedStart, string expectedEnd)
    {
        var period = SyncPeriod.Of(Config(start, end), Now);
        Assert.Equal((Time(expectedStart), Time(expectedEnd)), (period.Start, period.End));
        Assert.All(TimeWindow.Cut(period.StartMs, period.EndMs, TimeSpan.FromDays(31)), window =>
        {
            Assert.InRange(window.AfterMs, 0, window.BeforeMs - 1);
            Assert.InRange(window.StartMs, 0, long.MaxValue);
        });
    }

    [Theory]
    [InlineData("1900-01-01", "1950-01-01")]
    [InlineData(null, "1950-01-01")]
    public void APeriodBefore1970HasNoWindows(string? start, string? end)
    {
        var period = SyncPeriod.Of(Config(start, end), Now);
        Assert.Empty(TimeWindow.Cut(period.StartMs, period.EndMs, TimeSpan.FromDays(31)));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static ConnectorConfig Config(string? start, string? end) => new()
    {
        ApiToken = "t",
        StartDate = start is null ? null : Time(start),
        EndDate = end is null ? null : Time(end),
        Window = TimeSpan.FromDays(31),
        Lookback = TimeSpan.Zero,
        ExportsRequestsPerMinute = 10,
        ApiRequestsPerSecond = 10,
        DixaApiUrl = new Uri("https://dev.dixa.io"),
        ExportsApiUrl = new Uri("https://exports.dixa.io"),
    };
}
