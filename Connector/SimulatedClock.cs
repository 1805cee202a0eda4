using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dixa.Connector;

/// <summary>A clock that runs faster than real time, so that tests and the demo do not wait for the simulator's rate limits.</summary>
/// <remarks>
/// Set by the environment variable <c>SOURCE_DIXA_CLOCK</c> as <c>origin/speed</c>: the Unix time in milliseconds at which it agrees
/// with the real clock, and how many of its seconds pass in a real one. Two processes with the same value have the same time.
/// </remarks>
public sealed class SimulatedClock(DateTimeOffset origin, double speed) : TimeProvider
{
    public const string Variable = "SOURCE_DIXA_CLOCK";

    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>The clock that the environment sets; the real one if it sets none.</summary>
    /// <param name="error">What is wrong with the variable, if the result is false.</param>
    public static bool TryFromEnvironment(out TimeProvider time, [NotNullWhen(false)] out string? error)
    {
        (time, error) = (System, null);
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return true;
        }

        if (text.Split('/') is [var origin, var speed]
            && long.TryParse(origin, NumberStyles.None, CultureInfo.InvariantCulture, out var originMs)
            && double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && originMs <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && factor > 0
            && IsInCalendar(originMs, factor))
        {
            time = new SimulatedClock(DateTimeOffset.FromUnixTimeMilliseconds(originMs), factor);
            return true;
        }

        error = $"{Variable} must be a Unix time in milliseconds and a speed, such as {System.GetUtcNow().ToUnixTimeMilliseconds()}/30";
        return false;
    }

    /// <summary>Whether the clock stays between the years 1 and 9999 for the next week.</summary>
    private static bool IsInCalendar(long originMs, double speed)
    {
        var soon = System.GetUtcNow().AddDays(7).ToUnixTimeMilliseconds();
        var shown = originMs + ((soon - originMs) * speed);
        return shown > DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && shown < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    }

    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - origin) * speed);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _start) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.ToUnixTimeMilliseconds()}/{speed}");

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
