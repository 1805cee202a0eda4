using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes a conversation in the shape of its channel, whose name comes last.</summary>
public static class ConversationDetailsWriter
{
    public static void Write(Utf8JsonWriter json, ConversationRow row)
    {
        var conversation = row.Conversation;
        json.WriteStartObject();
        json.WriteNumber("id"u8, conversation.Id);
        json.WriteString("requesterId"u8, conversation.RequesterId);
        json.WriteString("channel"u8, conversation.Channel.ApiName);
        json.WriteString("createdAt"u8, ApiTime.Format(conversation.CreatedAtMs));
        WriteState(json, row);
        if (conversation.AnonymizedAtMs is { } anonymizedAtMs)
        {
            json.WriteString("anonymizedAt"u8, ApiTime.Format(anonymizedAtMs));
        }
        else
        {
            WriteHandling(json, row);
            ChannelFieldsWriter.Write(json, row);
        }

        WriteLink(json, conversation.Link);
        CustomAttributeValueWriter.Write(json, conversation.CustomFields, row.Workspace.CustomAttributes);
        new FieldWriter(json, omitsNull: true)
            .Write("transportExpiresAt"u8, ApiTime.Format(row.Traits.IsLean ? null : row.Traits.TransportExpiresAtMs));
        json.WriteString("_type"u8, ConversationVariant.Of(conversation));
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, ConversationRow row)
    {
        if (row.Traits.IsLean)
        {
            return;
        }

        var (conversation, isPending) = (row.Conversation, row.Conversation.Status == ConversationStatus.Pending);
        json.WriteString("direction"u8, conversation.Direction.ToString());
        json.WriteString("state"u8, isPending && row.Traits.AwaitsPending ? "AwaitingPending" : conversation.Status.ToString());
        json.WriteString("stateUpdatedAt"u8, ApiTime.Format(conversation.Status switch
        {
            ConversationStatus.Closed => conversation.ClosedAtMs ?? conversation.CreatedAtMs,
            ConversationStatus.Pending => conversation.PendingAtMs ?? conversation.CreatedAtMs,
            _ => conversation.Reopenings is [.., var last] ? last.OpenedAtMs : conversation.CreatedAtMs,
        }));
    }

    private static void WriteHandling(Utf8JsonWriter json, ConversationRow row)
    {
        var conversation = row.Conversation;
        if (row.Traits.IsLean)
        {
            return;
        }

        if (conversation is { AssigneeId: { } agentId, AssignedAtMs: { } assignedAtMs })
        {
            json.WriteStartObject("assignment"u8);
            json.WriteString("agentId"u8, agentId);
            json.WriteString("assignedAt"u8, ApiTime.Format(assignedAtMs));
            json.WriteEndObject();
        }

        if (conversation.QueueId is { } queueId)
        {
            json.WriteStartObject("queue"u8);
            json.WriteString("id"u8, queueId);
            new FieldWriter(json, omitsNull: true).Write("queuedAt"u8, ApiTime.Format(row.Traits.HidesQueuedAt ? null : conversation.QueuedAtMs));
            json.WriteEndObject();
        }
    }

    private static void WriteLink(Utf8JsonWriter json, ConversationLink? link)
    {
        if (link is not { UndoneAtMs: null })
        {
            return;
        }

        json.WriteStartObject("link"u8);
        json.WriteNumber("parentId"u8, link.ParentId);
        json.WriteString("_type"u8, link.Kind.ToString());
        json.WriteEndObject();
    }
}

/// <summary>The names of the shapes that conversations and messages have, one for each channel or several together.</summary>
public static class ConversationVariant
{
    public static string Of(Conversation conversation) => conversation switch
    {
        { AnonymizedAtMs: not null } => "AnonymizedConversation",
        { Channel.Kind: ChannelKind.Call } => "PstnPhoneConversation",
        { Channel.Kind: ChannelKind.Review } => "GenericConversation",
        { Channel: var channel } when channel == Channel.WidgetChat => "ChatConversation",
        { Channel: var channel } => $"{channel.ApiName}Conversation",
    };
}
