using Dixa.Probe.Rows;

namespace Dixa.Probe.Asking;

/// <summary>A span between the times of two known rows, which shows at once what both of its bounds mean.</summary>
public readonly record struct Span(long AfterMs, long BeforeMs)
{
    /// <summary>How many different times a span reaches over, so that its answer is short.</summary>
    private const int Times = 12;

    /// <summary>A row that is younger may still change, and be missing for that.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>Null where there are too few rows.</summary>
    /// <param name="now">The host's time.</param>
    public static Span? Among(IEnumerable<TimedRow> rows, DateTimeOffset now)
    {
        var before = (now - Settled).ToUnixTimeMilliseconds();
        var times = rows.Select(row => row.AtMs).Where(atMs => atMs > 0 && atMs < before).Distinct().Order().ToList();
        var first = Math.Max(0, (times.Count - Times) / 2);
        return times.Count < 4 ? null : new Span(times[first], times[Math.Min(first + Times, times.Count) - 1]);
    }
}
