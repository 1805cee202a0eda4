using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <param name="EntityType">Conversation or Contact.</param>
public sealed record CustomAttributeRow(CustomAttribute Attribute, string EntityType)
{
    public static IEnumerable<CustomAttributeRow> Select(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        return
        [
            .. workspace.CustomAttributes.Rows.Select(attribute => new CustomAttributeRow(attribute, "Conversation")),
            .. workspace.ContactAttributes.Rows.Select(attribute => new CustomAttributeRow(attribute, "Contact")),
        ];
    }
}

/// <summary>Writes the definition of a custom attribute; options stand inside one another.</summary>
public static class CustomAttributeWriter
{
    public static void Write(Utf8JsonWriter json, CustomAttributeRow row)
    {
        var attribute = row.Attribute;
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject();
        json.WriteString("id"u8, attribute.Id);
        json.WriteString("entityType"u8, row.EntityType);
        json.WriteString("identifier"u8, attribute.Identifier);
        json.WriteString("label"u8, attribute.Label);
        WriteInput(json, attribute);
        field.Write("description"u8, attribute.Description);
        json.WriteString("createdAt"u8, ApiTime.WithZoneId(attribute.CreatedAt));
        field.Write("updatedAt"u8, ApiTime.WithZoneId(attribute.UpdatedAt));
        json.WriteBoolean("isRequired"u8, attribute.IsRequired);
        json.WriteBoolean("isArchived"u8, attribute.IsArchived);
        json.WriteBoolean("isDeactivated"u8, attribute.IsDeactivated);
        json.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter json, CustomAttribute attribute)
    {
        json.WriteStartObject("inputDefinition"u8);
        if (attribute.IsSelect)
        {
            WriteOptions(json, "options"u8, OptionTree.Of(attribute));
            json.WriteString("_type"u8, "Select"u8);
        }
        else
        {
            new FieldWriter(json, omitsNull: true).Write("placeholder"u8, attribute.Placeholder);
            json.WriteString("_type"u8, "Text"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<SelectOption> options)
    {
        json.WriteStartArray(name);
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, option.Id);
            json.WriteString("label"u8, $"{char.ToUpperInvariant(option.Value[0])}{option.Value[1..]}");
            json.WriteString("value"u8, option.Value);
            WriteOptions(json, "nestedOptions"u8, option.Nested);
            json.WriteBoolean("isDeactivated"u8, option.IsDeactivated);
            json.WriteNumber("orderIndex"u8, option.Order);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>Writes the custom attributes of a conversation or an end user; a value is a text or an array of texts.</summary>
public static class CustomAttributeValueWriter
{
    public static void Write(Utf8JsonWriter json, IEnumerable<CustomFieldValue> values, Table<CustomAttribute> attributes)
    {
        var field = new FieldWriter(json, omitsNull: false);
        json.WriteStartArray("customAttributes"u8);
        foreach (var value in values)
        {
            if (attributes.Find(value.AttributeId) is { } attribute)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, attribute.Id);
                json.WriteString("name"u8, attribute.Label);
                json.WriteString("identifier"u8, attribute.Identifier);
                field.Write("value"u8, value.Path, value.Text);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
