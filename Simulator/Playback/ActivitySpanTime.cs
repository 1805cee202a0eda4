using System.Globalization;

namespace Dixa.Simulator.Playback;

/// <summary>Reads the time of an entry of the activity log, such as `2025-03-04T06:58:32.48Z[GMT]`.</summary>
public static class ActivitySpanTime
{
    public static long? Parse(string text) =>
        DateTimeOffset.TryParse(text.Split('[')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds() : null;
}
