using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

public sealed class PacerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task TheLimitGoesAtOnceAndNeverMoreInAnySlidingSpan()
    {
        var pacer = new Pacer(10, Minute, TimeSpan.FromSeconds(1), TimeSpan.Zero, _clock);
        var sent = await SendAsync(pacer, 45);

        Assert.All(sent[..10], time => Assert.Equal(sent[0], time));
        Assert.All(Enumerable.Range(10, 35), i => Assert.Equal(sent[i - 10] + Minute + TimeSpan.FromSeconds(1), sent[i]));
    }

    [Fact]
    public async Task PlacesThatCameFreeOneByOneAreTakenOneByOne()
    {
        var pacer = new Pacer(2, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        pacer.Answered(await pacer.WaitAsync(TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await pacer.WaitAsync(TestContext.Current.CancellationToken);

        var sent = await SendAsync(pacer, 2);

        Assert.Equal([start + TimeSpan.FromSeconds(60), start + TimeSpan.FromSeconds(80)], sent);
    }

    [Fact]
    public async Task TheFirstGoesAloneUntilItIsAnswered()
    {
        var pacer = new Pacer(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var first = await pacer.WaitAsync(TestContext.Current.CancellationToken);
        var second = pacer.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        pacer.Answered(first);
        await second;

        // An answer that does not come holds the others for two seconds.
        pacer = new Pacer(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        await pacer.WaitAsync(TestContext.Current.CancellationToken);
        await _clock.RunUntilAsync(pacer.WaitAsync(TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(start + TimeSpan.FromSeconds(2), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 61)]
    [InlineData(40, 63)]
    public async Task ARequestCountsFromItsArrivalWhichItsAnswerProves(int answerSeconds, int nextSeconds)
    {
        var pacer = new Pacer(1, Minute, TimeSpan.Zero, TimeSpan.FromSeconds(3), _clock);
        var sent = await SendAsync(pacer, 3, TimeSpan.FromSeconds(answerSeconds));

        Assert.Equal([TimeSpan.FromSeconds(nextSeconds), TimeSpan.FromSeconds(nextSeconds)], sent.Zip(sent.Skip(1), (a, b) => b - a));
    }

    /// <summary>Late by up to the margin, a request takes nothing from the next ones; by more, it takes what is beyond.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(10, 6)]
    public async Task ATimerThatIsLateCostsNothingWithinTheMargin(int lateMs, int costsMs)
    {
        var (span, margin, late) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(lateMs));
        var clock = new ManualClock(_clock.GetUtcNow()) { Lateness = late };
        var pacer = new Pacer(1, span, margin, TimeSpan.Zero, clock);
        var sent = await SendAsync(pacer, 10, clock: clock);

        Assert.Equal(
            Enumerable.Range(1, 9).Select(i => (i * (span + margin)) + late + ((i - 1) * TimeSpan.FromMilliseconds(costsMs))),
            sent.Skip(1).Select(time => time - sent[0]));
    }

    /// <summary>Whoever did not wait has nothing to make up for.</summary>
    [Fact]
    public async Task ARequestAfterAPauseCountsFromItsOwnTime()
    {
        var pacer = new Pacer(1, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(4), TimeSpan.Zero, _clock);
        await SendAsync(pacer, 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var sent = await SendAsync(pacer, 2);

        Assert.Equal(TimeSpan.FromMilliseconds(204), sent[1] - sent[0]);
    }

    [Fact]
    public async Task APauseHoldsEverybody()
    {
        var pacer = new Pacer(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        pacer.Refused(TimeSpan.FromSeconds(90));
        pacer.Refused(TimeSpan.FromSeconds(5));

        Assert.All(await SendAsync(pacer, 3), time => Assert.Equal(start + TimeSpan.FromSeconds(90), time));
    }

    [Fact]
    public async Task ARefusalSlowsThePaceAndTimeBringsItBack()
    {
        var pacer = new Pacer(1, TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero, _clock, TimeSpan.FromSeconds(30));
        pacer.Answered(await pacer.WaitAsync(TestContext.Current.CancellationToken));
        for (var refusals = 0; refusals < 5; refusals++)
        {
            pacer.Refused(TimeSpan.Zero);
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        var sent = await SendAsync(pacer, 40);
        var pauses = sent.Zip(sent.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        Assert.InRange(pauses[0], 2, 3);
        Assert.Equal(pauses.OrderDescending(), pauses);
        Assert.Equal(1, pauses[^1], 0.001);
        Assert.InRange(sent.Count(time => time - sent[0] < TimeSpan.FromSeconds(22)), 13, 18);
    }

    [Fact]
    public async Task RefusalsOfRequestsThatWereOnTheirWayTogetherAreOne()
    {
        var pacer = new Pacer(1, TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero, _clock, TimeSpan.FromSeconds(30));
        pacer.Answered(await pacer.WaitAsync(TestContext.Current.CancellationToken));
        for (var refusals = 0; refusals < 100; refusals++)
        {
            pacer.Refused(TimeSpan.Zero);
        }

        var sent = await SendAsync(pacer, 2);
        Assert.InRange((sent[1] - sent[0]).TotalSeconds, 1.2, 1.3);
    }

    [Fact]
    public async Task ALongWaitIsToldAtItsBeginningAndNowAndThen()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var pacer = new Pacer(10, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero, clock);
        pacer.Answered(await pacer.WaitAsync(TestContext.Current.CancellationToken));
        var told = new List<TimeSpan>();

        pacer.Refused(TimeSpan.FromSeconds(10));
        await clock.RunUntilAsync(WaitAsync());
        Assert.Empty(told);

        pacer.Refused(TimeSpan.FromMinutes(12));
        await clock.RunUntilAsync(WaitAsync());
        Assert.Equal([12, 7, 2], told.Select(left => left.TotalMinutes));

        async Task WaitAsync() => await pacer.WaitAsync(TestContext.Current.CancellationToken, left =>
        {
            told.Add(left);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task AWaitCanBeCancelled()
    {
        var pacer = new Pacer(1, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        pacer.Answered(await pacer.WaitAsync(TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource();
        var waiting = pacer.WaitAsync(stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task TheProfilesUseAtLeast95PercentOfTheirLimits()
    {
        var exports = HostProfile.Exports(10);
        var dixa = HostProfile.Dixa(10);

        var start = _clock.GetUtcNow();
        var sent = await SendAsync(new Pacer(exports.Limit, exports.Span, exports.Margin, exports.Settle, _clock), 1000);
        Assert.InRange(1000 / (sent[^1] - start).TotalMinutes, 9.9, 10.1);

        // Ten answers at a time that take a minute each: what is lost is what the way to the server might have taken.
        start = _clock.GetUtcNow();
        sent = await SendAsync(new Pacer(exports.Limit, exports.Span, exports.Margin, exports.Settle, _clock), 200, TimeSpan.FromSeconds(6));
        Assert.InRange(200 / (sent[^1] - start).TotalMinutes, 9.5, 10.1);

        start = _clock.GetUtcNow();
        sent = await SendAsync(new Pacer(dixa.Limit, dixa.Span, dixa.Margin, dixa.Settle, _clock), 1000);
        Assert.InRange(1000 / (sent[^1] - start).TotalSeconds, 9.5, 10);
    }

    private async Task<List<DateTimeOffset>> SendAsync(Pacer pacer, int count, TimeSpan answer = default, ManualClock? clock = null)
    {
        clock ??= _clock;
        var sent = new List<DateTimeOffset>();
        for (var i = 0; i < count; i++)
        {
            var waiting = pacer.WaitAsync(TestContext.Current.CancellationToken).AsTask();
            await clock.RunUntilAsync(waiting);
            sent.Add(clock.GetUtcNow());
            clock.Advance(answer);
            pacer.Answered(await waiting);
        }

        return sent;
    }
}
