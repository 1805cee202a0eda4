using System.Globalization;

namespace Dixa.Connector.State;

/// <summary>A half-open span of time, <c>[start, end)</c>, in Unix milliseconds: what one export asks for.</summary>
public readonly record struct TimeWindow(long StartMs, long EndMs)
{
    /// <summary>The API refuses more than 31 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The shortest part of a split window. If a window of this length fails, its length is not the reason.</summary>
    private static readonly long ShortestMs = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public long LengthMs => EndMs - StartMs;

    public bool CanSplit => LengthMs >= 2 * ShortestMs;

    /// <summary>The lower bound of the request: a millisecond earlier, since the API may treat it as exclusive.</summary>
    public long AfterMs => Math.Max(0, StartMs - 1);

    /// <summary>The upper bound of the request.</summary>
    public long BeforeMs => EndMs;

    /// <summary>Cuts a span into adjoining windows, each within what the API allows.</summary>
    public static IEnumerable<TimeWindow> Cut(long startMs, long endMs, TimeSpan length)
    {
        var step = Math.Min((long)length.TotalMilliseconds, (long)Longest.TotalMilliseconds - 1);
        for (var start = startMs; start < endMs; start += step)
        {
            yield return new TimeWindow(start, Math.Min(start + step, endMs));
        }
    }

    /// <summary>
    /// Whether a neighbouring window writes a record with this cursor. The API may treat either bound as inclusive, so a response
    /// may contain rows of the millisecond before the window and of the one after it. Exactly those are dropped; any other record is
    /// kept, whatever its cursor says.
    /// </summary>
    public bool IsNeighbours(long? cursorMs) => cursorMs == StartMs - 1 || cursorMs == EndMs;

    public bool Contains(long cursorMs) => cursorMs >= StartMs && cursorMs < EndMs;

    public (TimeWindow Earlier, TimeWindow Later) Split()
    {
        var middle = StartMs + (LengthMs / 2);
        return (new TimeWindow(StartMs, middle), new TimeWindow(middle, EndMs));
    }

    public override string ToString() => $"{Text(StartMs)} … {Text(EndMs)}";

    private static string Text(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
