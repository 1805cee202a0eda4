namespace Dixa.Simulator.Generation;

/// <summary>Spreads events over time as a support desk sees them: busy by day, quieter at night and at the weekend.</summary>
public static class Rhythm
{
    private const long HourMs = 3_600_000;

    /// <summary>Share of each hour of a day, UTC.</summary>
    private static readonly int[] Hours = [2, 1, 1, 1, 1, 2, 6, 14, 26, 32, 34, 30, 26, 30, 31, 28, 22, 16, 14, 14, 12, 9, 6, 4];

    /// <summary>Share of each day of a week, from Sunday.</summary>
    private static readonly int[] Days = [4, 11, 10, 9, 9, 8, 5];

    /// <summary>Times from start up to, not including, end, ascending, all in epoch milliseconds.</summary>
    public static long[] Draw(RandomSource random, long startMs, long endMs, int count)
    {
        var hours = (int)((endMs - startMs + HourMs - 1) / HourMs);
        var upTo = new long[hours];
        var total = 0L;
        for (var hour = 0; hour < hours; hour++)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(startMs + (hour * HourMs));
            total += Hours[time.Hour] * Days[(int)time.DayOfWeek];
            upTo[hour] = total;
        }

        var times = new long[count];
        for (var index = 0; index < count; index++)
        {
            var place = Array.BinarySearch(upTo, random.Below(total) + 1);
            var begin = startMs + ((place < 0 ? ~place : place) * HourMs);
            times[index] = begin + random.Below(Math.Min(HourMs, endMs - begin));
        }

        Array.Sort(times);
        return times;
    }
}
