using System.Text.Json;
using Dixa.Simulator.Data.Knowledge;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Knowledge;

public static class ArticleVersionWriter
{
    public static void Write(Utf8JsonWriter json, string language, ArticleVersion version)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("language"u8, language);
        json.WriteString("title"u8, version.Title);
        json.WriteBoolean("isIndexedVersion"u8, version.IsIndexed);
        json.WriteStartObject("contents"u8);
        json.WriteString("html"u8, ContentWriter.ToHtml(version.Text));
        json.WriteString("plaintext"u8, version.Text);
        json.WriteEndObject();
        WriteLinks(json, version.Links);
        json.WriteString("createdAt"u8, ApiTime.WithZoneId(version.CreatedAt));
        json.WriteString("updatedAt"u8, ApiTime.WithZoneId(version.UpdatedAt));
        field.Write("createdBy"u8, version.CreatedBy);
        field.Write("updatedBy"u8, version.UpdatedBy);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, IReadOnlyList<HelpCenterLink> links)
    {
        json.WriteStartObject("availableAt"u8);
        json.WriteStartArray("helpCenterLinks"u8);
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, link.Id);
            json.WriteString("name"u8, link.Name);
            json.WriteString("url"u8, link.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
