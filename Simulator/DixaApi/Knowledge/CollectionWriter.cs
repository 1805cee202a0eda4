using System.Text.Json;
using Dixa.Simulator.Data.Knowledge;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Knowledge;

public static class CollectionWriter
{
    public static void Write(Utf8JsonWriter json, Collection collection)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, collection.Id);
        json.WriteString("title"u8, collection.Title);
        new FieldWriter(json, omitsNull: true).Write("description"u8, collection.Description);
        json.WriteBoolean("internalKbEnabled"u8, collection.IsInternal);
        json.WriteStartObject("restrictions"u8);
        json.WriteBoolean("isRestricted"u8, collection.IsRestricted);
        if (collection.RestrictedBy is { } origin)
        {
            json.WriteStartArray("inheritedRestrictions"u8);
            json.WriteStartObject();
            json.WriteString("fromCollection"u8, origin.CollectionId);
            json.WriteString("fromCategory"u8, origin.CategoryId);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
