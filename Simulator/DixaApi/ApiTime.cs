using System.Globalization;

namespace Dixa.Simulator.DixaApi;

/// <summary>The spelling of times in most resources of the Dixa API: ISO 8601, UTC, whole seconds.</summary>
public static class ApiTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
