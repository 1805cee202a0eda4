using System.Buffers;
using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.DixaApi;
using Dixa.Simulator.Exports;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Webhooks;

/// <summary>Writes an event as Dixa sends it: an envelope, and in its data the conversation and what the event adds to it.</summary>
public static class EventWriter
{
    public static byte[] Write(Guid id, OrganizationEvent happened, Workspace workspace)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
        {
            json.WriteStartObject();
            json.WriteString("event_id"u8, id);
            json.WriteString("event_fqn"u8, EventNames.ToFqn(happened.Name));
            json.WriteString("event_version"u8, "1"u8);
            json.WriteString("event_timestamp"u8, Time(happened.AtMs));
            json.WriteStartObject("organization"u8);
            json.WriteString("id"u8, workspace.Details.Id);
            json.WriteString("name"u8, workspace.Details.Name);
            json.WriteEndObject();
            json.WriteStartObject("data"u8);
            if (happened.Conversation is { } conversation)
            {
                Write(json, conversation, workspace);
            }

            happened.WriteMembers?.Invoke(json, workspace);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>`2025-03-04T06:58:32.481Z`.</summary>
    public static string Time(long epochMs) => ApiTime.WithMilliseconds(DateTimeOffset.FromUnixTimeMilliseconds(epochMs));

    /// <summary>An agent or an end user; null for nobody.</summary>
    public static void WriteUser(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid? id, Workspace workspace)
    {
        var (agent, user) = (workspace.Agents.Find(id), workspace.EndUsers.Find(id));
        if (agent is null && user is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("id"u8, id!.Value);
        json.WriteString("name"u8, agent?.DisplayName ?? user?.DisplayName);
        json.WriteString("email"u8, agent?.Email ?? user?.Email);
        json.WriteString("phone"u8, agent?.PhoneNumber ?? user?.PhoneNumber);
        new FieldWriter(json, omitsNull: false).Write("roles"u8, agent is null ? [] : agent.Roles ?? ["Agent"]);
        json.WriteString("user_type"u8, agent is null ? "Contact"u8 : "Member"u8);
        json.WriteEndObject();
    }

    /// <summary>A queue with its name; null for none.</summary>
    public static void WriteQueue(Utf8JsonWriter json, Guid? id, Workspace workspace)
    {
        if (workspace.Queues.Find(id) is not { } queue)
        {
            json.WriteNull("queue"u8);
            return;
        }

        json.WriteStartObject("queue"u8);
        json.WriteString("id"u8, queue.Id);
        json.WriteString("name"u8, queue.Name);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Conversation conversation, Workspace workspace)
    {
        json.WriteStartObject("conversation"u8);
        json.WriteNumber("csid"u8, conversation.Id);
        json.WriteString("channel"u8, EventNames.ToUpperSnake(conversation.Channel.ApiName));
        json.WriteString("status"u8, EventNames.ToUpperSnake(conversation.Status.ToString()));
        json.WriteString("direction"u8, EventNames.ToUpperSnake(conversation.Direction.ToString()));
        WriteQueue(json, conversation.QueueId, workspace);
        json.WriteString("contact_point"u8, conversation.Mailbox?.Address ?? conversation.ToLine?.Number ?? conversation.Widget?.Name ?? conversation.FacebookPage?.Name);
        WriteUser(json, "requester"u8, conversation.RequesterId, workspace);
        WriteUser(json, "assignee"u8, conversation.AssigneeId, workspace);
        json.WriteString("subject"u8, conversation.Subject);
        json.WriteStartArray("tags"u8);
        foreach (var tag in conversation.TagIds.Select(id => workspace.Tags.Find(id)).OfType<Tag>())
        {
            TagInfoWriter.Write(json, tag);
        }

        json.WriteEndArray();
        json.WriteString("created_at"u8, Time(conversation.CreatedAtMs));
        json.WriteEndObject();
    }
}
