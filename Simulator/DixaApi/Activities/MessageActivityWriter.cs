using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Writes what an entry tells about something said or written.</summary>
public static class MessageActivityWriter
{
    public static void Write(Utf8JsonWriter json, ActivityRow row)
    {
        switch (row.Type)
        {
            case ActivityType.NoteAdded:
                WriteNote(json, row);
                break;
            case ActivityType.ConversationTranscriptionEnded:
                WriteTranscription(json, row);
                break;
            case ActivityType.ConversationAutoreplySent:
                json.WriteString("templateName"u8, row.Random.Pick(row.Workspace.Templates.Rows).Name);
                break;
            case ActivityType.ConversationMessageRedacted:
                json.WriteString("messageId"u8, MessageOf(row).Id);
                json.WriteBoolean("wasTextRedacted"u8, value: true);
                json.WriteNumber("numberOfDeletedFiles"u8, row.Random.Below(3));
                break;
            default:
                WriteMessage(json, row);
                break;
        }
    }

    private static Message MessageOf(ActivityRow row) => row.Conversation.Messages[row.Activity.Index];

    private static void WriteMessage(Utf8JsonWriter json, ActivityRow row)
    {
        var (message, agent) = (MessageOf(row), row.Workspace.Agents.Find(MessageOf(row).AuthorId));
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteString("messageId"u8, message.Id);
        field.Write("fromEndpoint"u8, message.Mail?.From ?? message.Call?.From);
        field.Write("avatarUrl"u8, agent?.AvatarUrl);
    }

    private static void WriteNote(Utf8JsonWriter json, ActivityRow row)
    {
        var note = row.Conversation.Notes[row.Activity.Index];
        json.WriteString("message"u8, note.Text ?? "");
        new FieldWriter(json, omitsNull: true).Write("avatarUrl"u8, row.Workspace.Agents.Find(note.AuthorId)?.AvatarUrl);
    }

    private static void WriteTranscription(Utf8JsonWriter json, ActivityRow row)
    {
        var isSuccessful = row.Random.Chance(0.8);
        json.WriteBoolean("isSuccessful"u8, isSuccessful);
        new FieldWriter(json, omitsNull: true).Write("failureReason"u8, isSuccessful ? null : "Recording is too short");
    }
}
