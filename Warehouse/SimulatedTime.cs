using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dixa.Warehouse;

/// <summary>A clock that runs faster than real time: for simulators only, so that an hour of webhooks can be measured in less.</summary>
/// <remarks>
/// Set by <see cref="Variable"/> as <c>origin/speed</c>: the Unix time in milliseconds at which it agrees with the real clock, and how
/// many of its seconds pass in a real one. It is the form that source-dixa's own variable has, and not the same variable: the
/// warehouse's waits are for databases too, which no simulator speeds up.
/// </remarks>
public sealed class SimulatedTime(DateTimeOffset origin, double speed) : TimeProvider
{
    public const string Variable = "DIXA_WAREHOUSE_CLOCK";

    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>The clock that a value of the variable sets; the real one for none.</summary>
    /// <param name="error">What is wrong with the value, if the result is false.</param>
    public static bool TryParse(string? text, out TimeProvider time, [NotNullWhen(false)] out string? error)
    {
        (time, error) = (System, null);
        if (text is null)
        {
            return true;
        }

        if (text.Split('/') is [var origin, var speed]
            && long.TryParse(origin, NumberStyles.None, CultureInfo.InvariantCulture, out var originMs)
            && originMs <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && factor is > 0 and < 1000)
        {
            time = new SimulatedTime(DateTimeOffset.FromUnixTimeMilliseconds(originMs), factor);
            return true;
        }

        error = $"{Variable} must be a Unix time in milliseconds and a speed below 1000, such as {System.GetUtcNow().ToUnixTimeMilliseconds()}/4";
        return false;
    }

    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - origin) * speed);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _start) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
