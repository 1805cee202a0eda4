using System.Globalization;

namespace Dixa.Warehouse.Metrics;

/// <summary>A number that goes up and down: it is asked for when somebody looks.</summary>
/// <param name="read">Gives the number; null while there is none.</param>
public sealed class Gauge(string name, string help, Func<double?> read) : IMetric
{
    public void WriteTo(TextWriter text)
    {
        if (read() is { } value)
        {
            MetricText.WriteHead(text, name, help, "gauge");
            text.Write($"{name} {value.ToString("R", CultureInfo.InvariantCulture)}\n");
        }
    }
}
