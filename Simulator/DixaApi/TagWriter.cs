using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class TagWriter
{
    public static void Write(Utf8JsonWriter json, Tag tag)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, tag.Id);
        json.WriteString("name"u8, tag.Name);
        new FieldWriter(json, omitsNull: true).Write("color"u8, tag.Color);
        json.WriteString("state"u8, tag.IsActive ? "Active"u8 : "Inactive"u8);
        json.WriteEndObject();
    }
}
