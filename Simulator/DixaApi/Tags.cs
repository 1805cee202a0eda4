using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Tags as asked for: the active ones, or all.</summary>
public static class TagFilter
{
    private const string Parameter = "includeDeactivated";

    public static IEnumerable<Tag> Tags(ApiCall call)
    {
        var all = false;
        if (call.Query.TryGetValue(Parameter, out var text) && !bool.TryParse(text, out all))
        {
            throw RefusalException.BadParameter(Parameter);
        }

        return call.Organization.Workspace.Tags.Rows.Where(tag => all || tag.IsActive);
    }
}

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
