namespace Dixa.Connector.Faults.Source;

/// <summary>The simulated time of a case: it runs fast, begins whenever the case says, and jumps between two syncs.</summary>
public sealed class CaseClock : TimeProvider
{
    /// <summary>Simulated seconds in a real one. A stall of a minute takes half a second, and a busy machine is not yet a stall.</summary>
    public const double Speed = 120;

    private readonly long _start = System.GetTimestamp();
    private readonly double _speed;
    private SimulatedClock _clock;

    public CaseClock(DateTimeOffset now, double speed = Speed)
    {
        _speed = speed;
        _clock = Agreeing(now);
    }

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _start) * _speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime, period);

    public void Jump(TimeSpan time) => _clock = Agreeing(_clock.GetUtcNow() + time);

    /// <summary>What a process is given to have the same time.</summary>
    public override string ToString() => _clock.ToString();

    /// <summary>A clock that shows this time now: its origin is where it met, or will meet, the real one.</summary>
    private SimulatedClock Agreeing(DateTimeOffset now)
    {
        var real = System.GetUtcNow().ToUnixTimeMilliseconds();
        var origin = ((real * _speed) - now.ToUnixTimeMilliseconds()) / (_speed - 1);
        return new SimulatedClock(DateTimeOffset.FromUnixTimeMilliseconds((long)origin), _speed);
    }
}
