using System.Text.Json;
using Dixa.Simulator.Data.Knowledge;

namespace Dixa.Simulator.DixaApi.Knowledge;

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
