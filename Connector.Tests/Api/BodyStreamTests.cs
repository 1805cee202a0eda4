using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

public sealed class BodyStreamTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>A read that is left behind would go on writing into a pooled buffer that another stream has by then.</summary>
    [Fact]
    public async Task AStalledReadHasEndedWhenTheStallIsTold()
    {
        using var body = new SilentBody();
        using var stream = new BodyStream(body, _clock);
        var start = _clock.GetUtcNow();
        var reading = stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask();

        await Assert.ThrowsAsync<BodyException>(() => _clock.RunUntilAsync(reading));
        Assert.Equal(BodyStream.StallTimeout, _clock.GetUtcNow() - start);
        Assert.Equal(0, body.Pending);
    }

    [Fact]
    public async Task ADripCountsAsAStall()
    {
        using var body = new DrippingBody(_clock, TimeSpan.FromSeconds(10));
        using var stream = new BodyStream(body, _clock);
        var reads = 0;
        await Assert.ThrowsAsync<BodyException>(async () =>
        {
            while (true)
            {
                await _clock.RunUntilAsync(stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask());
                reads++;
            }
        });

        Assert.InRange(reads, 5, 6);
    }

    [Fact]
    public async Task AReadThatComesJustTooLateEndsInAStallAndNothingElse()
    {
        using var body = new DrippingBody(_clock, TimeSpan.FromSeconds(70));
        using var stream = new BodyStream(body, _clock);

        await Assert.ThrowsAsync<BodyException>(() => _clock.RunUntilAsync(stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask()));
        await Assert.ThrowsAsync<BodyException>(() => _clock.RunUntilAsync(stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask()));
    }

    [Fact]
    public async Task AConnectionThatHasBeenClosedUnderneathIsABodyThatBrokeOff()
    {
        var body = new MemoryStream();
        using var stream = new BodyStream(body, _clock);
        await body.DisposeAsync();

        await Assert.ThrowsAsync<BodyException>(() => stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask());
    }

    /// <summary>Whoever reads on after having closed it himself has a defect, which must not look like the network's.</summary>
    [Fact]
    public async Task ABodyThatIsReadAfterItsEndIsADefect()
    {
        var stream = new BodyStream(new MemoryStream(), _clock);
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.ReadAsync(new byte[16], TestContext.Current.CancellationToken).AsTask());
    }

    private sealed class SilentBody : MemoryStream
    {
        public int Pending { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Pending++;
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return 0;
            }
            finally
            {
                Pending--;
            }
        }
    }

    /// <summary>A byte at a time.</summary>
    private sealed class DrippingBody(TimeProvider time, TimeSpan pause) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(pause, time, cancellationToken);
            return 1;
        }
    }
}
