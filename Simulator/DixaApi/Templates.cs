using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Templates as asked for: of one type, or all.</summary>
public static class TemplateFilter
{
    private const string Parameter = "type";

    public static IReadOnlyList<TextTemplate> Templates(ApiCall call)
    {
        var templates = call.Organization.Workspace.Templates.Rows;
        if (!call.Query.TryGetValue(Parameter, out var asked))
        {
            return templates;
        }

        var type = Enum.GetValues<TemplateType>().Cast<TemplateType?>().FirstOrDefault(type => type.ToString() == asked)
            ?? throw RefusalException.BadParameter(Parameter);
        return [.. templates.Where(template => template.Type == type)];
    }
}

/// <summary>Writes a template; both types look the same, and only automatic replies name theirs.</summary>
public static class TemplateWriter
{
    public static void Write(Utf8JsonWriter json, TextTemplate template)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, template.Id);
        json.WriteString("name"u8, template.Name);
        json.WriteString("content"u8, template.Content);
        json.WriteString("createdBy"u8, template.CreatedBy);
        json.WriteString("createdAt"u8, ApiTime.WithOffset(template.CreatedAt));
        field.Write("lastEditedBy"u8, template.LastEditedBy);
        field.Write("lastEditedAt"u8, ApiTime.WithOffset(template.LastEditedAt));
        if (template.Translations is { } translations)
        {
            WriteTranslations(json, translations);
        }

        field.Write("subject"u8, template.Subject);
        field.Write("_type"u8, template.Type == TemplateType.EmailAutoReply ? nameof(TemplateType.EmailAutoReply) : null);
        json.WriteEndObject();
    }

    private static void WriteTranslations(Utf8JsonWriter json, IReadOnlyList<TemplateTranslation> translations)
    {
        json.WriteStartArray("translations"u8);
        foreach (var translation in translations)
        {
            json.WriteStartObject();
            json.WriteString("locale"u8, translation.Locale);
            json.WriteString("content"u8, translation.Content);
            json.WriteBoolean("isDeactivated"u8, translation.IsDeactivated);
            new FieldWriter(json, omitsNull: true).Write("subject"u8, translation.Subject);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
