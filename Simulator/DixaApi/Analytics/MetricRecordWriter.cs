using System.Text.Json;
using Dixa.Simulator.Data.Analytics;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Analytics;

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
