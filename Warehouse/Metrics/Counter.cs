using System.Collections.Concurrent;
using System.Globalization;

namespace Dixa.Warehouse.Metrics;

/// <summary>A number that only grows, for each combination of labels. Any thread may add to it.</summary>
/// <param name="name">As Prometheus wants it: with the unit, and <c>_total</c> at its end.</param>
/// <param name="labels">The names of the labels. Their values must be of a bounded number: never what a stranger sends.</param>
public sealed class Counter(string name, string help, params string[] labels) : IMetric
{
    private readonly ConcurrentDictionary<string, long> _values = new(labels.Length == 0 ? [KeyValuePair.Create("", 0L)] : []);

    /// <summary>Adds to the number of these labels' values.</summary>
    public void Add(long count, params ReadOnlySpan<string> values) => _values.AddOrUpdate(MetricText.Labels(labels, values), count, (_, before) => before + count);

    /// <summary>The number of these labels' values; 0 before anything was added.</summary>
    public long Value(params ReadOnlySpan<string> values) => _values.GetValueOrDefault(MetricText.Labels(labels, values));

    public void WriteTo(TextWriter text)
    {
        MetricText.WriteHead(text, name, help, "counter");
        foreach (var (series, value) in _values.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            text.Write($"{name}{series} {value.ToString(CultureInfo.InvariantCulture)}\n");
        }
    }
}
