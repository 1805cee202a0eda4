using System.Diagnostics.CodeAnalysis;
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
    /// <param name="error">What is wrong with the variable, when false.</param>
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

    /// <summary>Whether such a clock shows times between the year 1 and 9999 for a week to come.</summary>
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
