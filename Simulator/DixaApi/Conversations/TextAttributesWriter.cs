using System.Text.Json;
using Dixa.Simulator.Data;

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
