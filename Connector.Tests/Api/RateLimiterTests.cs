using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

public sealed class RateLimiterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task TheLimitGoesAtOnceAndNeverMoreInAnySlidingSpan()
    {
        var rateLimiter = new RateLimiter(10, Minute, TimeSpan.FromSeconds(1), TimeSpan.Zero, _clock);
        var sent = await SendAsync(rateLimiter, 45);

        Assert.All(sent[..10], time => Assert.Equal(sent[0], time));
        Assert.All(Enumerable.Range(10, 35), i => Assert.Equal(sent[i - 10] + Minute + TimeSpan.FromSeconds(1), sent[i]));
    }

    [Fact]
    public async Task PlacesThatCameFreeOneByOneAreTakenOneByOne()
    {
        var rateLimiter = new RateLimiter(2, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        rateLimiter.Answered(await rateLimiter.WaitAsync(TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await rateLimiter.WaitAsync(TestContext.Current.CancellationToken);

        var sent = await SendAsync(rateLimiter, 2);

        Assert.Equal([start + TimeSpan.FromSeconds(60), start + TimeSpan.FromSeconds(80)], sent);
    }

    [Fact]
    public async Task TheFirstGoesAloneUntilItIsAnswered()
    {
        var rateLimiter = new RateLimiter(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var first = await rateLimiter.WaitAsync(TestContext.Current.CancellationToken);
        var second = rateLimiter.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        rateLimiter.Answered(first);
        await second;

        // An answer that does not come holds the others for two seconds.
        rateLimiter = new RateLimiter(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        await rateLimiter.WaitAsync(TestContext.Current.CancellationToken);
        await _clock.RunUntilAsync(rateLimiter.WaitAsync(TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(start + TimeSpan.FromSeconds(2), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 61)]
    [InlineData(40, 63)]
    public async Task ARequestCountsFromItsArrivalWhichItsAnswerProves(int answerSeconds, int nextSeconds)
    {
        var rateLimiter = new RateLimiter(1, Minute, TimeSpan.Zero, TimeSpan.FromSeconds(3), _clock);
        var sent = await SendAsync(rateLimiter, 3, TimeSpan.FromSeconds(answerSeconds));

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
        var rateLimiter = new RateLimiter(1, span, margin, TimeSpan.Zero, clock);
        var sent = await SendAsync(rateLimiter, 10, clock: clock);

        Assert.Equal(
            Enumerable.Range(1, 9).Select(i => (i * (span + margin)) + late + ((i - 1) * TimeSpan.FromMilliseconds(costsMs))),
            sent.Skip(1).Select(time => time - sent[0]));
    }

    /// <summary>Whoever did not wait has nothing to make up for.</summary>
    [Fact]
    public async Task ARequestAfterAPauseCountsFromItsOwnTime()
    {
        var rateLimiter = new RateLimiter(1, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(4), TimeSpan.Zero, _clock);
        await SendAsync(rateLimiter, 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var sent = await SendAsync(rateLimiter, 2);

        Assert.Equal(TimeSpan.FromMilliseconds(204), sent[1] - sent[0]);
    }

    [Fact]
    public async Task APauseHoldsEverybody()
    {
        var rateLimiter = new RateLimiter(10, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        var start = _clock.GetUtcNow();
        rateLimiter.Refused(TimeSpan.FromSeconds(90));
        rateLimiter.Refused(TimeSpan.FromSeconds(5));

        Assert.All(await SendAsync(rateLimiter, 3), time => Assert.Equal(start + TimeSpan.FromSeconds(90), time));
    }

    [Fact]
    public async Task ARefusalSlowsThePaceAndTimeBringsItBack()
    {
        var rateLimiter = new RateLimiter(1, TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero, _clock, TimeSpan.FromSeconds(30));
        rateLimiter.Answered(await rateLimiter.WaitAsync(TestContext.Current.CancellationToken));
        for (var refusals = 0; refusals < 5; refusals++)
        {
            rateLimiter.Refused(TimeSpan.Zero);
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        var sent = await SendAsync(rateLimiter, 40);
        var pauses = sent.Zip(sent.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        Assert.InRange(pauses[0], 2, 3);
        Assert.Equal(pauses.OrderDescending(), pauses);
        Assert.Equal(1, pauses[^1], 0.001);
        Assert.InRange(sent.Count(time => time - sent[0] < TimeSpan.FromSeconds(22)), 13, 18);
    }

    [Fact]
    public async Task RefusalsOfRequestsThatWereOnTheirWayTogetherAreOne()
    {
        var rateLimiter = new RateLimiter(1, TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero, _clock, TimeSpan.FromSeconds(30));
        rateLimiter.Answered(await rateLimiter.WaitAsync(TestContext.Current.CancellationToken));
        for (var refusals = 0; refusals < 100; refusals++)
        {
            rateLimiter.Refused(TimeSpan.Zero);
        }

        var sent = await SendAsync(rateLimiter, 2);
        Assert.InRange((sent[1] - sent[0]).TotalSeconds, 1.2, 1.3);
    }

    [Fact]
    public async Task ALongWaitIsReportedAtItsBeginningAndWhenItTurnsOutToBeLonger()
    {
        var rateLimiter = new RateLimiter(10, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero, _clock);
        rateLimiter.Answered(await rateLimiter.WaitAsync(TestContext.Current.CancellationToken));
        var reported = new List<double>();

        rateLimiter.Refused(TimeSpan.FromSeconds(10));
        await _clock.RunUntilAsync(WaitAsync());
        Assert.Empty(reported);

        rateLimiter.Refused(TimeSpan.FromMinutes(12));
        var waiting = WaitAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        rateLimiter.Refused(TimeSpan.FromMinutes(20));
        await _clock.RunUntilAsync(waiting);
        Assert.Equal([12, 13], reported);

        async Task WaitAsync() => await rateLimiter.WaitAsync(TestContext.Current.CancellationToken, left => reported.Add(left.TotalMinutes));
    }

    [Fact]
    public async Task AWaitCanBeCancelled()
    {
        var rateLimiter = new RateLimiter(1, Minute, TimeSpan.Zero, TimeSpan.Zero, _clock);
        rateLimiter.Answered(await rateLimiter.WaitAsync(TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource();
        var waiting = rateLimiter.WaitAsync(stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task TheProfilesUseAtLeast95PercentOfTheirLimits()
    {
        var exports = HostProfile.Exports(10);
        var dixa = HostProfile.Dixa(10);

        var start = _clock.GetUtcNow();
        var sent = await SendAsync(new RateLimiter(exports.Limit, exports.Span, exports.Margin, exports.Settle, _clock), 1000);
        Assert.InRange(1000 / (sent[^1] - start).TotalMinutes, 9.9, 10.1);

        // Ten answers at a time that take a minute each: what is lost is what the way to the server might have taken.
        start = _clock.GetUtcNow();
        sent = await SendAsync(new RateLimiter(exports.Limit, exports.Span, exports.Margin, exports.Settle, _clock), 200, TimeSpan.FromSeconds(6));
        Assert.InRange(200 / (sent[^1] - start).TotalMinutes, 9.5, 10.1);

        start = _clock.GetUtcNow();
        sent = await SendAsync(new RateLimiter(dixa.Limit, dixa.Span, dixa.Margin, dixa.Settle, _clock), 1000);
        Assert.InRange(1000 / (sent[^1] - start).TotalSeconds, 9.5, 10);
    }

    private async Task<List<DateTimeOffset>> SendAsync(RateLimiter rateLimiter, int count, TimeSpan answer = default, ManualClock? clock = null)
    {
        clock ??= _clock;
        var sent = new List<DateTimeOffset>();
        for (var i = 0; i < count; i++)
        {
            var waiting = rateLimiter.WaitAsync(TestContext.Current.CancellationToken).AsTask();
            await clock.RunUntilAsync(waiting);
            sent.Add(clock.GetUtcNow());
            clock.Advance(answer);
            rateLimiter.Answered(await waiting);
        }

        return sent;
    }
}
