using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes what an entry tells about who is to handle a conversation.</summary>
public static class HandlingActivityWriter
{
    private const long ReservationMs = 600_000;

    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        switch (row.Type)
        {
            case ActivityType.ConversationAssigned:
                json.WriteString("agentId"u8, row.Conversation.AssigneeId!.Value);
                json.WriteString("agentName"u8, row.Assignee?.DisplayName);
                break;
            case ActivityType.ConversationClaimed:
                WriteClaim(json, row);
                break;
            case ActivityType.ConversationOffered:
                WriteOffer(json, row);
                break;
            case ActivityType.ConversationReserved:
                WriteReservation(json, row);
                break;
            case ActivityType.ConversationUnassigned:
                ActivityUserWriter.Write(json, "agent"u8, row.Assignee);
                break;
            default:
                WriteTransfer(json, row);
                break;
        }
    }

    private static string? QueueName(ActivityRow row) => row.Workspace.Queues.Find(row.Conversation.QueueId)?.Name;

    private static void WriteClaim(Utf8JsonWriter json, ActivityRow row)
    {
        var fromQueue = QueueName(row);
        json.WriteString("claimedFromLabel"u8, fromQueue ?? row.Random.Pick(row.Workspace.Agents.Rows).DisplayName);
        json.WriteString("claimedFromType"u8, fromQueue is null ? "Agent"u8 : "Queue"u8);
    }

    private static void WriteOffer(Utf8JsonWriter json, ActivityRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        field.Write("agentNames"u8, row.Random.Some(row.Workspace.Agents.Rows, 0.1).Select(agent => agent.DisplayName));
        field.Write("queueLabel"u8, QueueName(row));
    }

    private static void WriteReservation(Utf8JsonWriter json, ActivityRow row)
    {
        ActivityUserWriter.Write(json, "agent"u8, row.Assignee);
        json.WriteString("queueId"u8, row.Conversation.QueueId?.ToString() ?? "");
        json.WriteString("queueName"u8, QueueName(row) ?? "");
        json.WriteString("reservationType"u8, row.Random.Chance(0.5) ? "PreferredAgent"u8 : "PersonalAgent"u8);
        json.WriteString("validUntil"u8, ApiTime.Format(row.Activity.AtMs + ReservationMs));
    }

    /// <summary>To somebody outside, as the export tells, or to an agent.</summary>
    private static void WriteTransfer(Utf8JsonWriter json, ActivityRow row)
    {
        var field = new FieldWriter(json, omitsNull: true);
        var isExternal = row.Activity.Index == 1;
        var agent = row.Random.Pick(row.Workspace.Agents.Rows);
        json.WriteString("transferType"u8, row.Random.Chance(0.5) ? "Warm"u8 : "Cold"u8);
        json.WriteString("destinationType"u8, isExternal ? "External"u8 : "Agent"u8);
        json.WriteString("destinationId"u8, isExternal ? row.Conversation.Transfer?.Number ?? "" : agent.Id.ToString());
        field.Write("destinationLabel"u8, isExternal ? row.Conversation.Transfer?.Name : agent.DisplayName);
        field.Write("reason"u8, row.Type == ActivityType.TransferFailed ? "No answer" : null);
    }
}
