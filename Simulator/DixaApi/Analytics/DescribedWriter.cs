using System.Text.Json;
using Dixa.Simulator.Data.Analytics;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Analytics;

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
