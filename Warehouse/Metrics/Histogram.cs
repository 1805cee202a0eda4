using System.Globalization;

namespace Dixa.Warehouse.Metrics;

/// <summary>How long something took, counted by upper bounds. Any thread may observe.</summary>
/// <param name="name">As Prometheus wants it: ending in <c>_seconds</c>.</param>
/// <param name="bounds">The upper bounds in seconds, ascending; one of everything comes by itself.</param>
public sealed class Histogram(string name, string help, params double[] bounds) : IMetric
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>How many were observed.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _counts.Sum();
            }
        }
    }

    /// <summary>Counts one. A time before zero, of clocks that disagree, counts as zero.</summary>
    public void Observe(TimeSpan time)
    {
        var seconds = Math.Max(0, time.TotalSeconds);
        var index = Array.FindIndex(bounds, bound => seconds <= bound);
        lock (_gate)
        {
            _counts[index < 0 ? bounds.Length : index]++;
            _sum += seconds;
        }
    }

    public void WriteTo(TextWriter text)
    {
        MetricText.WriteHead(text, name, help, "histogram");
        long[] counts;
        double sum;
        lock (_gate)
        {
            (counts, sum) = ([.. _counts], _sum);
        }

        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < bounds.Length ? bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            text.Write($"{name}_bucket{{le=\"{bound}\"}} {total.ToString(CultureInfo.InvariantCulture)}\n");
        }

        text.Write($"{name}_sum {sum.ToString("R", CultureInfo.InvariantCulture)}\n{name}_count {total.ToString(CultureInfo.InvariantCulture)}\n");
    }
}
