using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

public sealed class WindowCheckpointTests
{
    private static readonly StreamCursor UpdatedAt = new("updated_at", CursorForm.Milliseconds);
    private static readonly StreamCursor Timestamp = new("activityTimestamp", CursorForm.DateTime);
    private static readonly SyncPeriod Period = Span(1_000, 9_000);

    [Theory]
    [InlineData(true, null, 1_000, "{\"updated_at\":1000}")]
    [InlineData(true, "{}", 1_000, "{\"updated_at\":1000}")]
    [InlineData(true, "{\"__ab_full_refresh_sync_complete\":true}", 1_000, "{\"updated_at\":1000}")]
    [InlineData(true, "{\"__ab_no_cursor_state_message\":true}", 1_000, "{\"updated_at\":1000}")]
    [InlineData(true, "{\"updated_at\":5000}", 4_900, "{\"updated_at\":5000}")]
    [InlineData(true, "{\"updated_at\":\"5000\"}", 4_900, "{\"updated_at\":5000}")]
    [InlineData(true, "{\"updated_at\":\"1970-01-01T00:00:05Z\"}", 4_900, "{\"updated_at\":5000}")]
    [InlineData(true, "{\"updated_at\":1050}", 1_000, "{\"updated_at\":1050}")]
    [InlineData(true, "{\"updated_at\":500}", 500, "{\"updated_at\":500}")]
    [InlineData(true, "{\"updated_at\":5000,\"read_to\":7000}", 4_900, "{\"updated_at\":5000}")]
    [InlineData(false, null, 1_000, "{\"updated_at\":1000,\"full_refresh\":true}")]
    [InlineData(false, "{\"updated_at\":5000}", 1_000, "{\"updated_at\":1000,\"full_refresh\":true}")]
    [InlineData(false, "{\"updated_at\":5000,\"full_refresh\":true}", 5_000, "{\"updated_at\":5000,\"full_refresh\":true}")]
    public void ASyncBeginsWhereItsStateSays(bool isIncremental, string? state, long start, string written)
    {
        var checkpoint = WindowCheckpoint.Parse(Saved.State(state), UpdatedAt, isIncremental, Period, TimeSpan.FromMilliseconds(100));

        Assert.Equal(start, checkpoint.StartMs);
        Assert.Equal(written, checkpoint.Json());
    }

    [Theory]
    [InlineData("{\"created_at\":5000}", "it has no \"updated_at\"")]
    [InlineData("{\"updated_at\":\"yesterday\"}", "its \"updated_at\" is \"yesterday\", not a Unix time in milliseconds")]
    [InlineData("{\"updated_at\":-1}", "its \"updated_at\" is -1")]
    [InlineData("{\"updated_at\":1.5}", "its \"updated_at\" is 1.5")]
    [InlineData("{\"updated_at\":253402300800000}", "its \"updated_at\" is 253402300800000")]
    [InlineData("{\"updated_at\":{}}", "its \"updated_at\" is {}")]
    public void AStateWithoutACursorIsAnErrorThatSaysWhatIsWrong(string state, string expected)
    {
        var error = Assert.Throws<ConnectorException>(() => Incremental(state));

        Assert.Contains($"The state of the stream \"conversations\" can't be used: {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStateOfAirbytesKitIsResumedAfterItsFirstSlice()
    {
        const string State = """
            {"state_type":"date-range","slices":[
              {"start":"4000","end":"6000","most_recent_cursor_value":"5500"},
              {"start":"2000","end":"3000","most_recent_cursor_value":"2500"}]}
            """;

        Assert.Equal(2_500, Incremental(State).SavedMs);
    }

    [Fact]
    public void AStateOfTapDixaIsResumedAsEarlyAsItsZoneAllows()
    {
        var checkpoint = Incremental("{\"updated_at_datestring\":\"2022-01-31T10:00:00+00:00\"}");

        Assert.Equal(DateTimeOffset.Parse("2022-01-30T20:00:00Z", null).ToUnixTimeMilliseconds(), checkpoint.SavedMs);
    }

    [Fact]
    public void EachWindowMovesTheWatermark()
    {
        var checkpoint = Incremental(null).AdvanceTo(2_000);
        Assert.Equal("{\"updated_at\":2000}", checkpoint.Json());
        Assert.Equal("{\"updated_at\":3000}", checkpoint.AdvanceTo(3_000).Json());
    }

    [Fact]
    public void TheWatermarkStandsStillWhileTheLookbackIsReadAndEachStateDiffersFromTheOneBefore()
    {
        var checkpoint = Incremental("{\"updated_at\":5000}");
        var states = new List<string> { checkpoint.Json() };
        foreach (var readTo in new[] { 4_950L, 4_975, 5_000, 5_000, 5_100 })
        {
            checkpoint = checkpoint.AdvanceTo(readTo);
            states.Add(checkpoint.Json());
        }

        Assert.Equal(
            [
                "{\"updated_at\":5000}",
                "{\"updated_at\":5000,\"read_to\":4950}",
                "{\"updated_at\":5000,\"read_to\":4975}",
                "{\"updated_at\":5000,\"read_to\":5000}",
                "{\"updated_at\":5000,\"read_to\":5000}",
                "{\"updated_at\":5100}",
            ],
            states);
    }

    [Fact]
    public void TheWatermarkDoesNotPassTheClockOfTheServer()
    {
        var window = new TimeWindow(5_000, 9_000);
        var checkpoint = Incremental(null).LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(7_000), window).AdvanceTo(9_000);
        Assert.Equal("{\"updated_at\":7000}", checkpoint.Json());
        Assert.Equal("{\"updated_at\":7000,\"read_to\":9500}", checkpoint.AdvanceTo(9_500).Json());
    }

    [Fact]
    public void AWindowThatTheServersClockHasPassedLimitsNothing() =>
        Assert.Equal("{\"updated_at\":9000}", Incremental(null).LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(9_000), new TimeWindow(5_000, 9_000)).AdvanceTo(9_000).Json());

    [Fact]
    public void AServersClockBeforeTheStartNeverMovesTheWatermarkBack() =>
        Assert.Equal("{\"updated_at\":5000,\"read_to\":9000}", Incremental("{\"updated_at\":5000}").LimitTo(DateTimeOffset.UnixEpoch, new TimeWindow(0, 9_000)).AdvanceTo(9_000).Json());

    [Fact]
    public void AStartInTheFutureHasNoWatermark()
    {
        var checkpoint = WindowCheckpoint.Parse(Saved.State(null), UpdatedAt, isIncremental: true, Span(9_001, 9_000), TimeSpan.Zero);

        Assert.Null(checkpoint.WatermarkMs);
        Assert.Equal("{}", checkpoint.Json());
    }

    [Fact]
    public void ACursorThatIsADateTimeIsWrittenAsOne()
    {
        var checkpoint = WindowCheckpoint.Parse(Saved.State("{\"activityTimestamp\":\"1970-01-01T00:00:05.000Z[GMT]\"}"), Timestamp, isIncremental: true, Period, TimeSpan.Zero);

        Assert.Equal("{\"activityTimestamp\":\"1970-01-01T00:00:06.001Z\"}", checkpoint.AdvanceTo(6_001).Json());
    }

    [Fact]
    public void EveryCheckpointIsParsedAsWhatItSays()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var isIncremental = random.Next(2) == 0;
            var checkpoint = WindowCheckpoint.Parse(Saved.State(null), UpdatedAt, isIncremental, Period, TimeSpan.Zero);
            for (var steps = random.Next(4); steps > 0; steps--)
            {
                checkpoint = checkpoint.LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(random.Next(9_000)), new TimeWindow(0, random.Next(9_000))).AdvanceTo(random.Next(1_000, 9_000));
            }

            var parsed = WindowCheckpoint.Parse(Saved.State(checkpoint.Json()), UpdatedAt, isIncremental, Period, TimeSpan.Zero);
            Assert.Equal(checkpoint.WatermarkMs, parsed.SavedMs);
        }
    }

    private static WindowCheckpoint Incremental(string? state) =>
        WindowCheckpoint.Parse(Saved.State(state), UpdatedAt, isIncremental: true, Period, TimeSpan.FromMilliseconds(100));

    private static SyncPeriod Span(long startMs, long endMs) => new(DateTimeOffset.FromUnixTimeMilliseconds(startMs), DateTimeOffset.FromUnixTimeMilliseconds(endMs));
}
