namespace Dixa.Connector.Api;

public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryLog _log = new();

    [Fact]
    public void WhenAnAnswerWasAskedForIsItsDateLessTheTimeThatItTook() =>
        Assert.Equal(Noon.AddSeconds(-50), Clock().AskedAt(Noon, sentAt: Noon.AddSeconds(-30), elapsed: TimeSpan.FromSeconds(50)));

    [Theory]
    [InlineData(null)]
    [InlineData("1970-01-01T00:00:00Z")]
    public void AnAnswerThatTellsNoTimeWasAskedForByTheClockHere(string? date)
    {
        Assert.Equal(Noon, Clock().AskedAt(date is null ? null : DateTimeOffset.Parse(date, null), Noon, TimeSpan.FromSeconds(1)));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(3, "03:00:00 ahead of")]
    [InlineData(-3, "03:00:00 behind")]
    public void AnotherClockIsToldOnce(int hoursAhead, string expected)
    {
        var clock = Clock();
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(Noon, clock.AskedAt(Noon, Noon.AddHours(hoursAhead), TimeSpan.Zero));
        }

        Assert.Contains(expected, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    /// <remarks>The answer was given somewhere between, and its date has no fraction of a second.</remarks>
    [Theory]
    [InlineData(0, 300)]
    [InlineData(-240, 300)]
    [InlineData(59, 0)]
    [InlineData(-59, 0)]
    public void AnAnswerThatTookLongIsNoOtherClock(int secondsAhead, int elapsed)
    {
        Clock().AskedAt(Noon, Noon.AddSeconds(secondsAhead), TimeSpan.FromSeconds(elapsed));
        Assert.Empty(_log.Lines);
    }

    private ServerClock Clock() => new("Dixa API", _log.Logger);
}
