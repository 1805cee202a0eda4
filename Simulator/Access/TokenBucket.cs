namespace Dixa.Simulator.Access;

/// <summary>A bucket that starts full, refills evenly and gives one for each arrival.</summary>
public sealed class TokenBucket
{
    private double _level = double.MaxValue;
    private DateTimeOffset _filledAt;

    /// <summary>Zero if one more may come in now, which then counts; else how long until one may.</summary>
    public TimeSpan Take(DateTimeOffset now, double perSecond, int burst)
    {
        _level = Math.Min(burst, _level + (Math.Max(0, (now - _filledAt).TotalSeconds) * perSecond));
        _filledAt = now;
        if (_level >= 1)
        {
            _level--;
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds((1 - _level) / perSecond);
    }
}
