namespace Dixa.Probe.Harness;

/// <summary>A clock that stands still but for the waits between requests, which are over at once. Timeouts are never reached.</summary>
/// <remarks>
/// A look at an account makes one request after the other, so nothing is under way while it waits. All answers therefore come at
/// the same moments in every run, however slow the machine is.
/// </remarks>
internal sealed class HurryingClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The longest wait between requests is a second and a margin; the shortest timeout is five.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = start;

    /// <summary>Called with the time whenever it has moved.</summary>
    public Action<DateTimeOffset>? Moved { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            _timers.Add(timer);
            _now = dueTime <= LongestWait ? timer.Due : _now;
            foreach (var due in _timers.Where(each => each.Due <= _now).OrderBy(each => each.Due).ToList())
            {
                _timers.Remove(due);
                ThreadPool.QueueUserWorkItem(_ => due.Fire());
            }
        }

        Moved?.Invoke(GetUtcNow());
    }

    private sealed class Timer(HurryingClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Fire() => fire();

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
