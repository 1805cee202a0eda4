namespace Dixa.Connector.Harness;

/// <summary>Real time, except that waits of minutes are leapt over: a long wait is over at once, and no timeout is any shorter than on a slow machine it must be.</summary>
/// <remarks>It leaps when nothing shorter than two minutes is being waited for, such as an answer to a request.</remarks>
/// <param name="most">How far it leaps in all.</param>
public sealed class LeapingClock(TimeSpan most) : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _leapt;

    /// <summary>Whether it may leap yet.</summary>
    public bool IsLeaping { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _leapt;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + _leapt.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires what falls due, and leaps, until the work has ended.</summary>
    public async Task<T> RunUntilAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (TakeDue() is { } due)
            {
                due.Fire();
            }
            else if (!Leap())
            {
                await Task.WhenAny(work, Task.Delay(Tick));
            }
        }

        return await work;
    }

    private Timer? TakeDue()
    {
        lock (_gate)
        {
            var due = _timers.Where(timer => timer.Due <= GetTimestamp()).MinBy(timer => timer.Due);
            _ = due is not null && _timers.Remove(due);
            return due;
        }
    }

    private bool Leap()
    {
        lock (_gate)
        {
            var wait = _timers.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(_timers.Min(timer => timer.Due) - GetTimestamp());
            if (!IsLeaping || wait < Long || _leapt + wait > most)
            {
                return false;
            }

            _leapt += wait;
            return true;
        }
    }

    private sealed class Timer(LeapingClock clock, Action fire) : ITimer
    {
        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.GetTimestamp() + dueTime.Ticks;
                    clock._timers.Add(this);
                }
            }

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
