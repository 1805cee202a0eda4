using System.Text;
using System.Text.RegularExpressions;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Metrics;

/// <summary>Figures in Prometheus' text format.</summary>
public sealed class WarehouseMetricsTests
{
    [Fact]
    public void ACounterHasALineForEachCombinationOfLabels()
    {
        var counter = new Counter("a_total", "What it counts.", "kind", "outcome");
        counter.Add(2, "x", "good");
        counter.Add(3, "x", "good");
        counter.Add(1, "\"\\\n", "bad");

        Assert.Equal("# HELP a_total What it counts.\n# TYPE a_total counter\na_total{kind=\"\\\"\\\\\\n\",outcome=\"bad\"} 1\na_total{kind=\"x\",outcome=\"good\"} 5\n", Text(counter));
    }

    [Fact]
    public void ACounterWithoutLabelsBeginsAtZero() => Assert.EndsWith("\nb_total 0\n", Text(new Counter("b_total", "B.")), StringComparison.Ordinal);

    [Fact]
    public void AHistogramCountsUpToEachBound()
    {
        var histogram = new Histogram("c_seconds", "C.", 0.5, 1);
        foreach (var seconds in new[] { -1, 0.5, 0.75, 1, 2 })
        {
            histogram.Observe(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(
            "# HELP c_seconds C.\n# TYPE c_seconds histogram\nc_seconds_bucket{le=\"0.5\"} 2\nc_seconds_bucket{le=\"1\"} 4\nc_seconds_bucket{le=\"+Inf\"} 5\nc_seconds_sum 4.25\nc_seconds_count 5\n",
            Text(histogram));
    }

    [Fact]
    public void AFigureThatIsNotKnownIsNotShown()
    {
        double? value = null;
        var gauge = new Gauge("d", "D.", () => value);
        Assert.Equal("", Text(gauge));
        value = 0.25;
        Assert.Equal("# HELP d D.\n# TYPE d gauge\nd 0.25\n", Text(gauge));
    }

    [Fact]
    public void EveryMetricHasAHelpATypeAndAName()
    {
        var metrics = new WarehouseMetrics();
        metrics.Delivered("CONVERSATION_CREATED", "stored", TimeSpan.FromMilliseconds(3));
        metrics.Rang(RingOutcome.Woke);
        metrics.Settled(Finding.Read, TimeSpan.FromSeconds(7));
        metrics.Settled(Finding.Missing, TimeSpan.FromSeconds(70));
        metrics.RunEnded("schedule", "succeeded", TimeSpan.FromSeconds(2), 10, 5, 1);
        metrics.ExportsLeft(8);
        var text = Encoding.UTF8.GetString(metrics.ToText());

        var lines = text.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(new Regex(@"^(# HELP [a-z_]+ \S.*\.|# TYPE [a-z_]+ (counter|gauge|histogram)|[a-z_]+(\{([a-z_]+=""[^""]*"",?)+\})? [-+0-9.e]+)$"), line));
        Assert.Distinct(lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)));
        Assert.Contains("dixa_runs_total{began_by=\"schedule\",outcome=\"succeeded\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dixa_event_to_row_seconds_bucket{le=\"5\"} 0\ndixa_event_to_row_seconds_bucket{le=\"10\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dixa_event_to_row_seconds_count 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dixa_rate_limited_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("dixa_exports_left 8\n", text, StringComparison.Ordinal);
    }

    private static string Text(IMetric metric)
    {
        using var text = new StringWriter();
        metric.WriteTo(text);
        return text.ToString();
    }
}
