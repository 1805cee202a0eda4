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
