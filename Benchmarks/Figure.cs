using System.Globalization;

namespace Dixa.Benchmarks;

/// <summary>Figures as the tables have them.</summary>
public static class Figure
{
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Three digits, or all of those before the point.</summary>
    public static string Of(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);

    public static string Megabytes(double bytes) => Count(bytes / 1e6);

    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
