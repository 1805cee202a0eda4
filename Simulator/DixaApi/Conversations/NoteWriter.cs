using System.Text.Json;

namespace Dixa.Simulator.DixaApi.Conversations;

public static class NoteWriter
{
    public static void Write(Utf8JsonWriter json, NoteRow row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.Note.Id);
        json.WriteString("authorId"u8, row.Note.AuthorId);
        json.WriteString("createdAt"u8, ApiTime.Format(row.Note.CreatedAtMs));
        json.WriteNumber("csid"u8, row.Conversation.Id);
        json.WriteString("message"u8, row.Note.Text);
        json.WriteEndObject();
    }
}
