using Dixa.Connector.Harness;

namespace Dixa.Warehouse.Webhooks;

/// <summary>What has rung waits until a run has read it.</summary>
public sealed class BellTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Both = ["conversations", "messages"];

    private readonly ManualClock _clock = new(Noon);
    private readonly CountedBell _counts = new();
    private readonly Bell _bell;

    public BellTests() => _bell = new Bell(_counts, _clock);

    public void Dispose() => _bell.Dispose();

    [Fact]
    public void ABurstWaitsForOneRun()
    {
        foreach (var fqn in new[] { "CONVERSATION_CREATED", "CONVERSATION_MESSAGE_ADDED", "CONVERSATION_ENQUEUED", "TYPING_STARTED" })
        {
            _bell.Ring(fqn, _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }

        Assert.Equal(Noon, _bell.WaitingSince);
        Assert.Equal(["activity_logs", "conversations", "messages"], _bell.Streams.Order());
        Assert.Equal(3, _bell.Take().Count);
        Assert.Null(_bell.WaitingSince);
        Assert.Equal([RingOutcome.Woke, RingOutcome.Joined, RingOutcome.Joined, RingOutcome.Silent], _counts.Rings);
    }

    [Fact]
    public void WhatChangesNoRowWakesNobody()
    {
        _bell.Ring("SLA_EVALUATION_BREACHED", Noon);

        Assert.Null(_bell.WaitingSince);
        Assert.False(_bell.Rang.WaitOne(0));
    }

    [Fact]
    public void WhatRingsDuringARunWaitsForTheNextOne()
    {
        _bell.Ring("CONVERSATION_CREATED", Noon);
        var taken = _bell.Take();
        _bell.Ring("CONVERSATION_CLOSED", Noon);
        _bell.Settle(taken, Reading(newest: Noon));

        Assert.Single(_bell.Take());
        Assert.Equal([(Finding.Read, TimeSpan.Zero)], _counts.Findings);
    }

    [Fact]
    public void AnEventWhoseRowIsNotThereYetWaitsForThreeMoreRunsAndThenForTheSchedule()
    {
        _bell.Ring("CONVERSATION_MESSAGE_ADDED", Noon);
        for (var run = 0; run < 4; run++)
        {
            Assert.NotNull(_bell.WaitingSince);
            var taken = _bell.Take();
            _clock.Advance(TimeSpan.FromSeconds(15));
            _bell.Settle(taken, Reading(newest: Noon.AddMinutes(-1)));
        }

        Assert.Null(_bell.WaitingSince);
        Assert.Equal([(Finding.Missing, TimeSpan.FromMinutes(1))], _counts.Findings);
        Assert.Equal(3, _counts.Rings.Count(each => each == RingOutcome.Repeated));
    }

    [Fact]
    public void TheDelayIsFromTheEventUntilItsRowIsCommitted()
    {
        _bell.Ring("CONVERSATION_MESSAGE_ADDED", Noon.AddSeconds(-3));
        var taken = _bell.Take();
        _clock.Advance(TimeSpan.FromSeconds(7));
        _bell.Settle(taken, Reading(newest: Noon.AddSeconds(-3)));

        Assert.Equal([(Finding.Read, TimeSpan.FromSeconds(10))], _counts.Findings);
    }

    [Theory]
    [InlineData("conversations,messages", "conversations,messages", 0, Finding.Read)]
    [InlineData("conversations,messages", "conversations,messages", -4.9, Finding.Read)]
    [InlineData("conversations,messages", "conversations,messages", -5.1, Finding.Missing)]
    [InlineData("conversations,messages", "conversations", 0, Finding.Missing)]
    [InlineData("conversations", "conversations", -60, Finding.Read)]
    [InlineData("", "", 0, Finding.Skipped)]
    public void ARowAsLateAsTheEventShowsThatItHasCome(string asked, string complete, double newest, Finding expected)
    {
        var heard = new HeardEvent(Both, "messages", Noon, Noon, 0);
        var reading = new RunReading(Names(asked), Names(complete), new Dictionary<string, DateTimeOffset> { ["messages"] = Noon.AddSeconds(newest) }, Noon.AddMinutes(-2));

        Assert.Equal(expected, reading.Finds(heard));
    }

    /// <remarks>It was delayed on its way by more than the run looks back: its row is an earlier run's, or the schedule's.</remarks>
    [Fact]
    public void AnEventThatIsOlderThanWhatWasReadIsNotLookedForAgain() =>
        Assert.Equal(Finding.Late, Reading(newest: null).Finds(new HeardEvent(Both, "messages", Noon.AddMinutes(-10), Noon, 0)));

    [Fact]
    public void OfTooManyEventsTheLatestStandForAll()
    {
        for (var i = 0; i < 70_000; i++)
        {
            _bell.Ring("CONVERSATION_CREATED", Noon.AddSeconds(i));
        }

        var taken = _bell.Take();
        Assert.Equal(65_536, taken.Count);
        Assert.Equal(Noon.AddSeconds(69_999), taken[^1].At);
    }

    private static RunReading Reading(DateTimeOffset? newest) => new(
        Both.ToHashSet(), Both.ToHashSet(), newest is { } time ? Both.ToDictionary(name => name, _ => time) : [], Noon.AddMinutes(-2));

    private static HashSet<string> Names(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
