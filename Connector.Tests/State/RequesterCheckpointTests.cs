using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

public sealed class RequesterCheckpointTests
{
    private const string Interrupted =
        """{"conversation_updated_at":5000,"in_sync":{"end":8000,"last_user":"70000000-0000-0000-0000-000000000000","read_at":7500}}""";

    private static readonly StreamCursor Cursor = new("conversation_updated_at", CursorForm.Milliseconds);
    private static readonly Guid Last = new("70000000-0000-0000-0000-000000000000");
    private static readonly Guid Next = new("70000000-0000-0000-0000-000000000001");

    [Fact]
    public void AnInterruptedSyncIsResumedAfterItsLastUser()
    {
        var checkpoint = Parse(Interrupted);

        Assert.True(checkpoint.IsDone(Last, 5_000));
        Assert.False(checkpoint.IsDone(Next, 5_000));
        Assert.False(checkpoint.IsDone(Last, 4_999));
        Assert.True(checkpoint.IsDone(Last, 7_399));
        Assert.False(checkpoint.IsDone(Last, 7_400));
    }

    [Fact]
    public void TheWatermarkMovesOnlyAtTheEnd()
    {
        var inside = Parse("""{"conversation_updated_at":5000}""").AdvanceWithin(8_000, Last, DateTimeOffset.FromUnixTimeMilliseconds(7_500));

        Assert.Equal(Interrupted, inside.Json());
        Assert.Equal("""{"conversation_updated_at":8000}""", inside.Complete(8_000).Json());
    }

    [Fact]
    public void ASyncThatStartsAfterItsEndMovesNothing() =>
        Assert.Equal("{}", Parse(null, new SyncPeriod(DateTimeOffset.FromUnixTimeMilliseconds(9_001), DateTimeOffset.FromUnixTimeMilliseconds(9_000))).Complete(9_000).Json());

    [Fact]
    public void ACompleteSyncPromisesNoMoreThanTheServersClock() =>
        Assert.Equal(
            """{"conversation_updated_at":7000}""",
            Parse(null).LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(7_000), new TimeWindow(1_000, 9_000)).Complete(9_000).Json());

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"end":1,"last_user":"Ann","read_at":1}""")]
    [InlineData("""{"end":1,"last_user":null,"read_at":1}""")]
    [InlineData("""{"end":"1","last_user":"70000000-0000-0000-0000-000000000000","read_at":1}""")]
    public void WhatThisConnectorDoesNotWriteIsAnErrorThatNamesTheMember(string inSync)
    {
        var error = Assert.Throws<ConnectorException>(() => Parse($$"""{"conversation_updated_at":5000,"in_sync":{{inSync}}}"""));

        Assert.Contains("its \"in_sync\" is not what this connector writes", error.Message, StringComparison.Ordinal);
    }

    private static RequesterCheckpoint Parse(string? state, SyncPeriod? period = null) => RequesterCheckpoint.Parse(
        Saved.State(state),
        Cursor,
        period ?? new SyncPeriod(DateTimeOffset.FromUnixTimeMilliseconds(1_000), DateTimeOffset.FromUnixTimeMilliseconds(9_000)),
        TimeSpan.FromMilliseconds(100));
}
