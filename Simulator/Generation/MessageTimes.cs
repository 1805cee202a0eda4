using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>When the messages of a conversation are written.</summary>
public static class MessageTimes
{
    private const long SecondMs = 1_000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;

    /// <summary>Two to eight ascending times, the first at the start and none after the end, all in epoch milliseconds.</summary>
    public static long[] Draw(RandomSource random, ChannelKind kind, long startMs, long endMs)
    {
        var (most, shortest, longest) = kind switch
        {
            ChannelKind.Mail => (8, 10 * MinuteMs, 20 * HourMs),
            ChannelKind.Chat => (8, 5 * SecondMs, 4 * MinuteMs),
            ChannelKind.Call => (4, 20 * SecondMs, 10 * MinuteMs),
            ChannelKind.Text => (8, MinuteMs, 3 * HourMs),
            _ => (3, HourMs, 48 * HourMs),
        };
        var times = new long[random.Between(2, most)];
        times[0] = startMs;
        for (var index = 1; index < times.Length; index++)
        {
            times[index] = times[index - 1] + random.Between(shortest, longest);
        }

        return Squeeze(times, startMs + ((endMs - startMs) * random.Between(50, 100) / 100));
    }

    /// <summary>Moves times closer together where they would go on past the end.</summary>
    private static long[] Squeeze(long[] times, long endMs)
    {
        var (start, planned) = (times[0], times[^1] - times[0]);
        var available = endMs - start;
        return planned <= available ? times : [.. times.Select(time => start + (long)((Int128)(time - start) * available / planned))];
    }
}
