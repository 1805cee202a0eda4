using System.Text.Json;
using Dixa.Simulator.Data;
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

/// <summary>Writes the tree of a collection: categories inside one another, and the articles of each.</summary>
public static class CatalogWriter
{
    public static void Write(Utf8JsonWriter json, KnowledgeView<Collection> view)
    {
        var id = view.Row.Id;
        json.WriteStartObject();
        WriteCategories(json, view, view.Workspace.Categories.Rows.Where(category => category.ParentId is null && category.CollectionId == id));
        WriteArticles(json, view, view.Workspace.Articles.Rows.Where(article => article.CategoryId is null && article.CollectionIds.Contains(id)));
        json.WriteEndObject();
    }

    private static void WriteCategories(Utf8JsonWriter json, KnowledgeView<Collection> view, IEnumerable<Category> categories)
    {
        json.WriteStartArray("categories"u8);
        foreach (var category in categories)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, category.Id);
            TitleWriter.Write(json, view.Language, category.Titles.GetValueOrDefault(view.Language));
            WriteCategories(json, view, view.Workspace.Categories.Rows.Where(child => child.ParentId == category.Id));
            WriteArticles(json, view, view.Workspace.Articles.Rows.Where(article => article.CategoryId == category.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArticles(Utf8JsonWriter json, KnowledgeView<Collection> view, IEnumerable<Article> articles)
    {
        json.WriteStartArray("articles"u8);
        foreach (var article in articles)
        {
            var translation = article.In(view.Language);
            json.WriteStartObject();
            json.WriteString("id"u8, article.Id);
            TitleWriter.Write(json, view.Language, (translation?.Published ?? translation?.Draft)?.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

public static class CategoryWriter
{
    public static void Write(Utf8JsonWriter json, KnowledgeView<Category> view)
    {
        var category = view.Row;
        json.WriteStartObject();
        json.WriteString("id"u8, category.Id);
        TitleWriter.Write(json, view.Language, category.Titles.GetValueOrDefault(view.Language));
        if (category.IsDefaultLocation is { } isDefault)
        {
            json.WriteBoolean("isDefaultLocation"u8, isDefault);
        }

        json.WriteBoolean("isLocked"u8, category.IsLocked);
        PlaceWriter.Write(json, view.Workspace, [category.CollectionId], category.ParentId);
        json.WriteEndObject();
    }
}
