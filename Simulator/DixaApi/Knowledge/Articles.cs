using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi.Conversations;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Knowledge;

public static class ArticleWriter
{
    public static void Write(Utf8JsonWriter json, KnowledgeView<Article> view)
    {
        var article = view.Row;
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, article.Id);
        if (article.IsDefaultLocation is { } isDefault)
        {
            json.WriteBoolean("isDefaultLocation"u8, isDefault);
        }

        WriteTranslation(json, article.In(view.Language));
        field.Write("tags"u8, article.TagIds?.Select(id => id.ToString()));
        json.WriteString("createdAt"u8, ApiTime.WithZoneId(article.CreatedAt));
        json.WriteString("updatedAt"u8, ApiTime.WithZoneId(article.UpdatedAt));
        field.Write("indexedAt"u8, ApiTime.WithZoneId(article.IndexedAt));
        field.Write("createdBy"u8, article.CreatedBy);
        field.Write("updatedBy"u8, article.UpdatedBy);
        field.Write("ownedBy"u8, article.OwnedBy);
        field.Write("indexedBy"u8, article.IndexedBy);
        PlaceWriter.Write(json, view.Workspace, article.CollectionIds, article.CategoryId);
        json.WriteEndObject();
    }

    /// <summary>Writes every translation, the drafts apart from what is published.</summary>
    public static void WriteTranslations(Utf8JsonWriter json, KnowledgeView<Article> view)
    {
        json.WriteStartObject();
        json.WriteStartObject("translations"u8);
        WriteVersions(json, "draft"u8, view.Row, translation => translation.Draft);
        WriteVersions(json, "published"u8, view.Row, translation => translation.Published);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTranslation(Utf8JsonWriter json, Translation? translation)
    {
        if (translation is null)
        {
            return;
        }

        json.WriteStartObject("translation"u8);
        json.WritePropertyName("draft"u8);
        ArticleVersionWriter.Write(json, translation.Language, translation.Draft);
        if (translation.Published is { } published)
        {
            json.WritePropertyName("published"u8);
            ArticleVersionWriter.Write(json, translation.Language, published);
        }

        json.WriteEndObject();
    }

    /// <summary>An article without any translation has no such lists.</summary>
    private static void WriteVersions(Utf8JsonWriter json, ReadOnlySpan<byte> name, Article article, Func<Translation, ArticleVersion?> choose)
    {
        if (article.Translations is [])
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var translation in article.Translations)
        {
            if (choose(translation) is { } version)
            {
                ArticleVersionWriter.Write(json, translation.Language, version);
            }
        }

        json.WriteEndArray();
    }
}

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
