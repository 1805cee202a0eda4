using System.Globalization;

namespace Dixa.Connector;

/// <summary>A clock that runs faster than the real one, so that tests and the demo against the simulator need not sit through rate limits.</summary>
/// <remarks>
/// Set by the environment variable <c>SOURCE_DIXA_CLOCK</c> as <c>origin/speed</c>: a Unix time in milliseconds at which it
/// agrees with the real clock, and how many of its seconds pass in a real one. Two processes with the same value agree.
/// </remarks>
public sealed class SimulatedClock(DateTimeOffset origin, double speed) : TimeProvider
{
    public const string Variable = "SOURCE_DIXA_CLOCK";

    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>The clock that the environment asks for; the real one when it asks for none.</summary>
    public static TimeProvider FromEnvironment()
    {
        var parts = Environment.GetEnvironmentVariable(Variable)?.Split('/');
        return parts is [var origin, var speed]
            && long.TryParse(origin, NumberStyles.None, CultureInfo.InvariantCulture, out var originMs)
            && double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && originMs < 253_402_300_800_000
            && factor > 0
            ? new SimulatedClock(DateTimeOffset.FromUnixTimeMilliseconds(originMs), factor)
            : System;
    }

    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - origin) * speed);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _start) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.ToUnixTimeMilliseconds()}/{speed}");

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
