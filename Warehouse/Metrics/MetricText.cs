namespace Dixa.Warehouse.Metrics;

/// <summary>Parts of Prometheus' text format.</summary>
public static class MetricText
{
    /// <summary><c>{stream="agents",outcome="stored"}</c>; nothing without labels.</summary>
    public static string Labels(IReadOnlyList<string> names, params ReadOnlySpan<string> values)
    {
        if (names.Count != values.Length)
        {
            throw new ArgumentException($"Of {names.Count} labels {values.Length} have a value.", nameof(values));
        }

        var parts = new string[values.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = $"{names[i]}=\"{values[i].Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
        }

        return parts.Length == 0 ? "" : $"{{{string.Join(',', parts)}}}";
    }

    public static void WriteHead(TextWriter text, string name, string help, string type) => text.Write($"# HELP {name} {help}\n# TYPE {name} {type}\n");
}
