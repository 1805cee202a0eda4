using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Writes the custom attributes of a conversation or an end user; a value is a text or an array of texts.</summary>
public static class CustomAttributeValueWriter
{
    public static void Write(Utf8JsonWriter json, IEnumerable<CustomFieldValue> values, Table<CustomAttribute> attributes)
    {
        var field = new FieldWriter(json, omitsNull: false);
        json.WriteStartArray("customAttributes"u8);
        foreach (var value in values)
        {
            if (attributes.Find(value.AttributeId) is { } attribute)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, attribute.Id);
                json.WriteString("name"u8, attribute.Label);
                json.WriteString("identifier"u8, attribute.Identifier);
                field.Write("value"u8, value.Path, value.Text);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
