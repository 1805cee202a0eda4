namespace Dixa.Connector.State;

public sealed class TimeWindowTests
{
    private const long Day = 86_400_000;

    [Theory]
    [InlineData(31)]
    [InlineData(30)]
    [InlineData(7)]
    [InlineData(1)]
    public void WindowsAdjoinCoverTheSpanAndAskForNoMoreThan31Days(int days)
    {
        const long Start = 1_700_000_000_123;
        const long End = Start + (400 * Day) + 77;
        var windows = TimeWindow.Cut(Start, End, TimeSpan.FromDays(days)).ToList();

        Assert.Equal(Start, windows[0].StartMs);
        Assert.Equal(End, windows[^1].EndMs);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.EndMs, pair.Second.StartMs));
        Assert.All(windows, window => Assert.InRange(window.BeforeMs - window.AfterMs, 1, 31 * Day));
    }

    [Fact]
    public void ASpanThatIsOverBeforeItBeginsHasNoWindows() => Assert.Empty(TimeWindow.Cut(5, 5, TimeSpan.FromDays(1)));

    [Fact]
    public void HalvesAdjoinAndEndAtAnHour()
    {
        var window = new TimeWindow(0, 31 * Day);
        var shortest = window;
        while (shortest.CanSplit)
        {
            var (earlier, later) = shortest.Split();
            Assert.Equal((shortest.StartMs, earlier.EndMs, later.EndMs), (earlier.StartMs, later.StartMs, shortest.EndMs));
            shortest = later;
        }

        Assert.InRange(shortest.LengthMs, 3_600_000, 2 * 3_600_000);
    }

    /// <summary>For each meaning that the bounds may have, the rows that the API would give are written by exactly one window.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void EachMillisecondBelongsToOneWindow(bool lowerInclusive, bool upperInclusive)
    {
        var windows = TimeWindow.Cut(100, 200, TimeSpan.FromMilliseconds(10)).ToList();
        for (var cursor = 100L; cursor < 200; cursor++)
        {
            var writers = windows.Count(window =>
                (lowerInclusive ? cursor >= window.AfterMs : cursor > window.AfterMs)
                && (upperInclusive ? cursor <= window.BeforeMs : cursor < window.BeforeMs)
                && !window.IsNeighbours(cursor));
            Assert.Equal(1, writers);
        }
    }
}
