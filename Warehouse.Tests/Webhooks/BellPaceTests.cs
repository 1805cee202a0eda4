namespace Dixa.Warehouse.Webhooks;

/// <summary>How often events may wake a run, and how far back it looks.</summary>
public sealed class BellPaceTests
{
    [Theory]
    [InlineData(10, 2, 15, 2)]
    [InlineData(10, 1, 7.5, 2)]
    [InlineData(10, 3, 22.5, 3)]
    [InlineData(5, 2, 30, 3)]
    [InlineData(1, 2, 120, 9)]
    public void RunsAreSpreadOverTheMinuteAndTheLookbackReachesBehindTheLastOfThem(int perMinute, int requests, double spacing, double lookback)
    {
        var pace = BellPace.Of(new ExportsBudget(perMinute), requests);

        Assert.Equal(TimeSpan.FromSeconds(spacing), pace.Spacing);
        Assert.Equal(TimeSpan.FromMinutes(lookback), pace.Lookback);
    }

    [Fact]
    public void FailuresSlowItDown()
    {
        var pace = BellPace.Of(new ExportsBudget(10), 2);

        Assert.Equal([15, 30, 60, 120, 240, 300, 300], Enumerable.Range(0, 6).Append(1000).Select(failures => pace.PauseAfter(failures).TotalSeconds));
    }
}
