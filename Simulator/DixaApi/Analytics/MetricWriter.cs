using System.Text.Json;
using Dixa.Simulator.Data.Analytics;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Analytics;

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
