using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Webhooks;

/// <summary>The events that change nothing that the APIs show, so that they can only be called for by name.</summary>
/// <remarks>What their data have is unpublished: the names here are those of the subscription's own words.</remarks>
public static class OtherEvents
{
    /// <exception cref="RefusalException">There is no such event, or no such conversation.</exception>
    public static OrganizationEvent Make(string name, long? conversationId, Organization organization, long atMs)
    {
        if (!EventNames.All.Contains(name))
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, $"There is no event {name}");
        }

        var conversation = conversationId is { } id ? organization.Find(id) ?? throw RefusalException.NotFound() : null;
        if (conversation is null && !name.StartsWith("Agent", StringComparison.Ordinal))
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, $"{name} is about a conversation");
        }

        return new OrganizationEvent(name, atMs, conversation, (json, workspace) => WriteMembers(json, name, conversation, workspace));
    }

    private static void WriteMembers(Utf8JsonWriter json, string name, Conversation? conversation, Workspace workspace)
    {
        switch (name)
        {
            case "AgentBannedEnduser" or "AgentUnbannedEnduser":
                EventWriter.WriteUser(json, "agent"u8, workspace.Agents.Rows[0].Id, workspace);
                EventWriter.WriteUser(json, "enduser"u8, conversation?.RequesterId ?? workspace.EndUsers.Rows[0].Id, workspace);
                break;
            case "AgentBannedIp" or "AgentUnbannedIp":
                EventWriter.WriteUser(json, "agent"u8, workspace.Agents.Rows[0].Id, workspace);
                json.WriteString("ip"u8, "192.0.2.7"u8);
                break;
            case "ConversationAbandoned":
                EventWriter.WriteQueue(json, conversation!.QueueId, workspace);
                break;
            case "ConversationPendingExpired":
                EventWriter.WriteUser(json, "pendingByUser"u8, conversation!.AssigneeId, workspace);
                break;
            case "TypingStarted":
                EventWriter.WriteUser(json, "author"u8, conversation!.RequesterId, workspace);
                break;
            case ['S', 'L', 'A', ..]:
                json.WriteStartObject("sla"u8);
                json.WriteString("metric"u8, "FirstResponseTime"u8);
                json.WriteString("status"u8, name["SLAEvaluation".Length..]);
                json.WriteEndObject();
                break;
            default:
                if (name.StartsWith("ConversationMessageDelivery", StringComparison.Ordinal) && conversation!.Messages is [.., var last])
                {
                    json.WriteString("message_id"u8, last.Id);
                    json.WriteString("status"u8, name["ConversationMessageDelivery".Length..]);
                }

                break;
        }
    }
}
