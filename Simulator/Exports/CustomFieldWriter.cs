using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>Writes a custom field, whose value is a text or an array of texts.</summary>
public static class CustomFieldWriter
{
    public static void Write(Utf8JsonWriter json, CustomFieldValue value, CustomAttribute? attribute)
    {
        if (attribute is null)
        {
            return;
        }

        var field = new FieldWriter(json, omitsNull: false);
        json.WriteStartObject();
        json.WriteString("attribute_id"u8, attribute.Id);
        json.WriteString("identifier"u8, attribute.Identifier);
        field.Write("value"u8, value.Path, value.Text);
        json.WriteString("data_type"u8, attribute.IsSelect ? "Select"u8 : "Text"u8);
        json.WriteBoolean("archived"u8, attribute.IsArchived);
        json.WriteEndObject();
    }
}
