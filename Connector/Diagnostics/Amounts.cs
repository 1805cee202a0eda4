using System.Globalization;

namespace Dixa.Connector.Diagnostics;

/// <summary>Numbers, sizes and times as people write them, for logs and messages.</summary>
public static class Amounts
{
    /// <summary><c>17,089</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>812 bytes</c>, <c>41.2 kB</c>, <c>3.5 MB</c>, <c>1.2 GB</c>; a kB has a thousand bytes.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => Text($"{bytes} bytes"),
        < 999_950 => Text($"{bytes / 1e3:0.0} kB"),
        < 999_950_000 => Text($"{bytes / 1e6:0.0} MB"),
        _ => Text($"{bytes / 1e9:0.0} GB"),
    };

    /// <summary><c>26.8 s</c>, <c>1 min 57 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return time.TotalSeconds < 59.95
            ? Text($"{time.TotalSeconds:0.0} s")
            : seconds < 3600
                ? Text($"{seconds / 60} min {seconds % 60} s")
                : Text($"{(seconds + 30) / 3600} h {(seconds + 30) % 3600 / 60} min");
    }

    /// <summary><c>2026-09-21 00:00 UTC</c>; seconds only where there are some.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.UtcDateTime.TimeOfDay.Seconds == 0 ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
