namespace Dixa.Warehouse.Pages.Data;

/// <summary>What the clock on the wall of the reporting time zone shows. It knows the hours that the views know.</summary>
public sealed class WallClock
{
    private const long HourMs = 3_600_000;

    private readonly List<(long BeginsMs, int Day, int Hour)> _hours = [];

    /// <summary>Adds an hour; later ones come later.</summary>
    public void Add(long beginsMs, int day, int hour) => _hours.Add((beginsMs, day, hour));

    /// <summary>The date and time on the wall. Outside the hours that are known it is UTC.</summary>
    public DateTime At(long ms)
    {
        var at = IndexOf(ms);
        return at < 0 || ms - _hours[at].BeginsMs >= HourMs
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime
            : DateTime.UnixEpoch.AddDays(_hours[at].Day).AddHours(_hours[at].Hour).AddMilliseconds(ms - _hours[at].BeginsMs);
    }

    /// <summary>The same time on the wall, days before; the last moment before it where the clock skips it.</summary>
    /// <returns>Epoch milliseconds; null where those days are not known.</returns>
    public long? DaysBefore(long ms, int days)
    {
        var wall = At(ms).AddDays(-days);
        var (day, hour) = ((int)(wall.Date - DateTime.UnixEpoch).TotalDays, wall.Hour);
        var at = _hours.FindLastIndex(each => each.Day == day && each.Hour <= hour);
        return at < 0 ? null : _hours[at].BeginsMs + Math.Min((long)wall.TimeOfDay.TotalMilliseconds - (_hours[at].Hour * HourMs), HourMs);
    }

    private int IndexOf(long ms)
    {
        var (low, high) = (0, _hours.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_hours[middle].BeginsMs <= ms)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }
}
