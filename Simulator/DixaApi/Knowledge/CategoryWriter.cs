using System.Text.Json;
using Dixa.Simulator.Data.Knowledge;

namespace Dixa.Simulator.DixaApi.Knowledge;

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
