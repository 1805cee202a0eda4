namespace Dixa.Warehouse.Metrics;

/// <summary>Something that is counted or measured.</summary>
public interface IMetric
{
    /// <summary>Writes it in Prometheus' text format, with its help and its type.</summary>
    /// <remarks>The format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.</remarks>
    void WriteTo(TextWriter text);
}
