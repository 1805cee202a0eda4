using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Knowledge;

/// <summary>Writes where something stands in the knowledge base, and who may see it on account of that.</summary>
public static class PlaceWriter
{
    public static void Write(Utf8JsonWriter json, Workspace workspace, IReadOnlyList<Guid> collectionIds, Guid? categoryId)
    {
        var field = new FieldWriter(json, omitsNull: true);
        WriteRestrictions(json, [.. collectionIds.Where(id => workspace.Collections.Find(id)?.IsRestricted == true)], categoryId);
        field.Write("parentCategory"u8, categoryId);
        field.Write("parentCollections"u8, collectionIds.Select(id => id.ToString()));
    }

    private static void WriteRestrictions(Utf8JsonWriter json, IReadOnlyList<Guid> restrictedIds, Guid? categoryId)
    {
        json.WriteStartObject("restrictions"u8);
        json.WriteBoolean("isRestricted"u8, restrictedIds.Count > 0);
        if (restrictedIds.Count > 0)
        {
            json.WriteStartArray("inheritedRestrictions"u8);
            foreach (var id in restrictedIds)
            {
                json.WriteStartObject();
                json.WriteString("fromCollection"u8, id);
                new FieldWriter(json, omitsNull: true).Write("fromCategory"u8, categoryId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

public static class TitleWriter
{
    /// <summary>Writes a title, or nothing where there is none in the language.</summary>
    public static void Write(Utf8JsonWriter json, string language, string? title)
    {
        if (title is null)
        {
            return;
        }

        json.WriteStartObject("title"u8);
        json.WriteString("languageId"u8, language);
        json.WriteString("title"u8, title);
        json.WriteEndObject();
    }
}
