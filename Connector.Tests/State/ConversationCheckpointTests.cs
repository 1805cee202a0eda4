using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

public sealed class ConversationCheckpointTests
{
    private const string Interrupted =
        """{"conversation_updated_at":5000,"synced_to":4000,"in_window":{"end":8000,"last_conversation":70,"read_at":7500}}""";

    private static readonly StreamCursor Cursor = new("conversation_updated_at", CursorForm.Milliseconds);
    private static readonly SyncPeriod Period = new(DateTimeOffset.FromUnixTimeMilliseconds(1_000), DateTimeOffset.FromUnixTimeMilliseconds(9_000));

    [Theory]
    [InlineData(70, 6_000, true)]
    [InlineData(71, 6_000, false)]
    [InlineData(70, 5_000, true)]
    [InlineData(70, 4_999, false)]
    [InlineData(70, 7_399, true)]
    [InlineData(70, 7_400, false)]
    public void AnInterruptedWindowIsResumedAfterItsLastConversation(long conversation, long updatedAtMs, bool isDone) =>
        Assert.Equal(isDone, Parse(Interrupted).IsDone(conversation, updatedAtMs));

    [Fact]
    public void NothingBehindTheEndOfTheInterruptedWindowIsDone()
    {
        var checkpoint = Parse("""{"conversation_updated_at":5000,"in_window":{"end":6000,"last_conversation":70,"read_at":9000}}""");

        Assert.True(checkpoint.IsDone(70, 5_999));
        Assert.False(checkpoint.IsDone(70, 6_000));
    }

    [Theory]
    [InlineData(null, 1, true)]
    [InlineData(null, 0, false)]
    [InlineData(Interrupted, 3_900, true)]
    [InlineData(Interrupted, 3_899, false)]
    [InlineData(Interrupted, 0, false)]
    public void MessagesAreNewUnlessTheLastWholeSyncHasReadThem(string? state, long changedAtMs, bool areNew) =>
        Assert.Equal(areNew, Parse(state).HasNewMessages(changedAtMs));

    [Fact]
    public void AWindowIsMarkedUntilItIsOver()
    {
        var window = new TimeWindow(4_900, 8_000);
        var inside = Parse("""{"conversation_updated_at":5000,"synced_to":4000}""").AdvanceWithin(window, 70, DateTimeOffset.FromUnixTimeMilliseconds(7_500));

        Assert.Equal(Interrupted, inside.Json());
        Assert.Equal("""{"conversation_updated_at":8000,"synced_to":4000}""", inside.AdvanceTo(8_000).Json());
        Assert.Equal("""{"conversation_updated_at":9000,"synced_to":9000}""", inside.Complete(9_000).Json());
    }

    [Fact]
    public void WhatAnEarlierRunHasReadStaysDoneWhileThisOneAdvances() =>
        Assert.True(Parse(Interrupted).LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(8_500), new TimeWindow(5_000, 9_000)).AdvanceTo(5_500).IsDone(70, 6_000));

    [Fact]
    public void ACompleteSyncPromisesNoMoreThanTheServersClock()
    {
        var checkpoint = Parse(null).LimitTo(DateTimeOffset.FromUnixTimeMilliseconds(7_000), new TimeWindow(1_000, 9_000)).Complete(9_000);

        Assert.Equal("""{"conversation_updated_at":7000,"synced_to":7000}""", checkpoint.Json());
    }

    [Fact]
    public void TheStateOfAnIncrementalSyncIsNoneOfAFullRefresh()
    {
        var checkpoint = ConversationCheckpoint.Parse(Saved.State(Interrupted), Cursor, isIncremental: false, Period, TimeSpan.Zero);

        Assert.Equal((1_000, null), (checkpoint.StartMs, checkpoint.SyncedToMs));
        Assert.False(checkpoint.IsDone(70, 6_000));
    }

    [Theory]
    [InlineData("""{"conversation_updated_at":5000,"synced_to":"soon"}""", "synced_to")]
    [InlineData("""{"conversation_updated_at":5000,"in_window":7}""", "in_window")]
    [InlineData("""{"conversation_updated_at":5000,"in_window":{"end":1,"read_at":1}}""", "in_window")]
    [InlineData("""{"conversation_updated_at":5000,"in_window":{"end":1,"last_conversation":1.5,"read_at":1}}""", "in_window")]
    public void WhatThisConnectorDoesNotWriteIsAnErrorThatNamesTheMember(string state, string member)
    {
        var error = Assert.Throws<ConnectorException>(() => Parse(state));

        Assert.Contains($"its \"{member}\" is not what this connector writes", error.Message, StringComparison.Ordinal);
    }

    private static ConversationCheckpoint Parse(string? state) =>
        ConversationCheckpoint.Parse(Saved.State(state), Cursor, isIncremental: true, Period, TimeSpan.FromMilliseconds(100));
}
