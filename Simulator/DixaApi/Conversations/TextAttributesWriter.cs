using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes a message of a channel where people type.</summary>
public static class TextAttributesWriter
{
    public static void Write(Utf8JsonWriter json, MessageRow row)
    {
        var (message, channel) = (row.Message, row.Conversation.Channel);
        ContentWriter.Write(json, message.Text ?? message.Step?.Question ?? message.Step?.MenuText, row.Traits.Format);
        json.WriteString("direction"u8, message.Direction.ToString());
        FileWriter.Write(json, "attachments"u8, message.AttachedFiles ?? [], row.Traits);
        if (channel.Kind == ChannelKind.Chat)
        {
            json.WriteBoolean("isAutomated"u8, message.IsAutomated);
        }

        json.WriteString("_type"u8, channel.Kind switch
        {
            ChannelKind.Chat => "ChatAttributes",
            ChannelKind.Review => "GenericAttributes",
            _ => $"{channel.ApiName}Attributes",
        });
    }
}

/// <summary>Writes a form that was filled in inside the messenger; a field of it holds a text, several texts or files.</summary>
public static class FormAttributesWriter
{
    public static void Write(Utf8JsonWriter json, MessageRow row, FormSubmission form)
    {
        json.WriteStartObject("formSubmission"u8);
        json.WriteStartObject("values"u8);
        json.WriteString("Name"u8, form.Name);
        json.WriteString("E-mail"u8, form.Email);
        new FieldWriter(json, omitsNull: false).Write("Topics"u8, form.Topics);
        WriteFiles(json, row);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("direction"u8, row.Message.Direction.ToString());
        ContentWriter.Write(json, row.Message.Text, ContentFormat.Html);
        json.WriteString("_type"u8, "MessengerFormAttributes"u8);
    }

    private static void WriteFiles(Utf8JsonWriter json, MessageRow row)
    {
        if (!row.Traits.HasInlineImage && !row.Traits.HasRelativeLinks)
        {
            return;
        }

        json.WriteStartArray("Photo"u8);
        json.WriteStartObject();
        json.WriteString("url"u8, FileWriter.LinkTo(row.Message, "form_file"));
        json.WriteString("name"u8, "photo.jpg"u8);
        json.WriteString("mediaType"u8, "image/jpeg"u8);
        json.WriteNumber("bytesLength"u8, 81_920);
        json.WriteStartObject("checksum"u8);
        json.WriteString("algorithm"u8, "SHA-256"u8);
        json.WriteString("hex"u8, $"{row.Message.Id:n}{row.Message.AuthorId:n}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
