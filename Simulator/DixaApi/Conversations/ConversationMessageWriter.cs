using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes a message, with attributes in the shape of its channel, whose name comes last.</summary>
public static class ConversationMessageWriter
{
    public static void Write(Utf8JsonWriter json, MessageRow row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Message.Id);
        json.WriteString("authorId"u8, row.Message.AuthorId);
        new FieldWriter(json, omitsNull: true).Write("externalId"u8, row.Traits.ExternalId);
        json.WriteString("createdAt"u8, ApiTime.WithZoneId(row.Message.CreatedAtMs));
        json.WriteStartObject("attributes"u8);
        switch (row.Conversation.Channel.Kind)
        {
            case ChannelKind.Mail:
                MailAttributesWriter.Write(json, row);
                break;
            case ChannelKind.Call:
                CallAttributesWriter.Write(json, row);
                break;
            case ChannelKind.Chat when row.Message.Form is { } form && row.Conversation.Channel == Channel.Messenger:
                FormAttributesWriter.Write(json, row, form);
                break;
            default:
                TextAttributesWriter.Write(json, row);
                break;
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Writes the text of a message, or nothing for one without.</summary>
public static class ContentWriter
{
    public static void Write(Utf8JsonWriter json, string? text, ContentFormat format)
    {
        if (text is null)
        {
            return;
        }

        json.WriteStartObject("content"u8);
        json.WriteString("value"u8, format == ContentFormat.Html ? ToHtml(text) : text);
        json.WriteString("_type"u8, format.ToString());
        json.WriteEndObject();
    }

    public static string ToHtml(string text) => "<p>" + text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\n", "<br/>", StringComparison.Ordinal) + "</p>";
}

/// <summary>Writes files by their links: whole ones with a name, or paths without.</summary>
public static class FileWriter
{
    private const string Host = "https://files.dixa.io";

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> links, MessageTraits traits)
    {
        json.WriteStartArray(name);
        foreach (var link in links)
        {
            WriteFile(json, link, traits, "invoice.pdf");
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string link, MessageTraits traits, string prettyName)
    {
        json.WritePropertyName(name);
        WriteFile(json, link, traits, prettyName);
    }

    /// <summary>A link to something of a message that has no link in the exports.</summary>
    public static string LinkTo(Message message, string kind) => $"{Host}/private/acme/{kind}/{message.Id.ToString("N")[..8]}";

    private static void WriteFile(Utf8JsonWriter json, string link, MessageTraits traits, string prettyName)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, traits.HasRelativeLinks ? link.Replace(Host, "", StringComparison.Ordinal) : link);
        if (!traits.HasRelativeLinks)
        {
            json.WriteString("prettyName"u8, prettyName);
        }

        json.WriteEndObject();
    }
}
