using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dixa.Simulator.DixaApi;

/// <summary>The spellings of times in the Dixa API, all of them UTC; each resource has its own. No time has no spelling.</summary>
public static class ApiTime
{
    /// <summary>As in most resources: `2025-03-04T06:58:32Z`.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? Format(DateTimeOffset? time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The same of epoch milliseconds.</summary>
    [return: NotNullIfNotNull(nameof(timeMs))]
    public static string? Format(long? timeMs) => Format(FromEpoch(timeMs));

    /// <summary>`2025-03-04T06:58:32.481Z`.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? WithMilliseconds(DateTimeOffset? time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>`2025-03-04T06:58:32.481+00:00`.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? WithOffset(DateTimeOffset? time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'");

    /// <summary>`2025-03-04T06:58:32.481`.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? WithoutZone(DateTimeOffset? time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.fff");

    /// <summary>`2025-03-04T06:58:32.48Z[GMT]`: the fraction has one to three digits, without the zeros at its end.</summary>
    [return: NotNullIfNotNull(nameof(time))]
    public static string? WithZoneId(DateTimeOffset? time) => WithoutZone(time)?.TrimEnd('0') switch
    {
        null => null,
        [.., '.'] trimmed => $"{trimmed}0Z[GMT]",
        var trimmed => $"{trimmed}Z[GMT]",
    };

    /// <summary>The same of epoch milliseconds.</summary>
    [return: NotNullIfNotNull(nameof(timeMs))]
    public static string? WithZoneId(long? timeMs) => WithZoneId(FromEpoch(timeMs));

    [return: NotNullIfNotNull(nameof(timeMs))]
    private static DateTimeOffset? FromEpoch(long? timeMs) => timeMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    [return: NotNullIfNotNull(nameof(time))]
    private static string? Format(DateTimeOffset? time, string format) => time?.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
