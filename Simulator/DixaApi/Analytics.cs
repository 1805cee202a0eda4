using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class MetricWriter
{
    public static void Write(Utf8JsonWriter json, Metric metric)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, metric.Id);
        field.Write("description"u8, metric.Description);
        DescribedWriter.Write(json, "filters"u8, "filterAttribute"u8, metric.Filters);
        DescribedWriter.Write(json, "aggregations"u8, "measure"u8, metric.Aggregations);
        field.Write("relatedRecordIds"u8, metric.RecordIds);
        json.WriteEndObject();
    }
}

public static class MetricRecordWriter
{
    public static void Write(Utf8JsonWriter json, MetricRecord record)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, record.Id);
        json.WriteString("description"u8, record.Description);
        DescribedWriter.Write(json, "filters"u8, "filterAttribute"u8, record.Filters);
        new FieldWriter(json, omitsNull: true).Write("relatedMetricIds"u8, record.MetricIds);
        if (record.Fields is { } fields)
        {
            WriteFields(json, fields);
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<RecordField> fields)
    {
        json.WriteStartArray("fieldsMetadata"u8);
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field.Name);
            json.WriteString("description"u8, field.Description);
            json.WriteBoolean("nullable"u8, field.IsNullable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>Writes a list of named things with their descriptions, or nothing where there is no list.</summary>
public static class DescribedWriter
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> list, ReadOnlySpan<byte> name, IReadOnlyList<Described>? rows)
    {
        if (rows is null)
        {
            return;
        }

        json.WriteStartArray(list);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString(name, row.Name);
            new FieldWriter(json, omitsNull: true).Write("description"u8, row.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
