using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Exports;

/// <summary>Writes a tag as a conversation refers to it, in its export row and in its events.</summary>
public static class TagInfoWriter
{
    public static void Write(Utf8JsonWriter json, Tag tag)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, tag.Id);
        json.WriteString("name"u8, tag.Name);
        json.WriteBoolean("is_deactivated"u8, !tag.IsActive);
        json.WriteEndObject();
    }
}
