using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>Writes the row of a message; samples show mails with every field, and other channels with those that apply.</summary>
public static class MessageWriter
{
    public static void Write(Utf8JsonWriter json, Message row, Conversation conversation, Workspace workspace)
    {
        var always = new FieldWriter(json, omitsNull: false);
        var field = new FieldWriter(json, omitsNull: conversation.Channel.Kind != ChannelKind.Mail);
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteNumber("csid"u8, row.ConversationId);
        CursorWriter.Write(json, "created_at"u8, row.CreatedAtMs, row.CursorDefect);
        json.WriteString("initial_channel"u8, conversation.Channel.ExportName);
        WriteAuthor(always, row, conversation, workspace);
        json.WriteString("direction"u8, ExportNames.Of(row.Direction));
        always.Write("text"u8, row.Text);
        field.Write("from"u8, row.Mail?.From);
        field.Write("to"u8, row.Mail?.To);
        field.Write("cc"u8, row.Mail?.Cc);
        field.Write("bcc"u8, row.Mail?.Bcc);
        json.WriteBoolean("is_automated_message"u8, row.IsAutomated);
        field.Write("attached_files"u8, row.AttachedFiles);
        field.Write("from_phone_number"u8, row.Call?.From);
        field.Write("to_phone_number"u8, row.Call?.To);
        field.Write("duration"u8, row.Call?.DurationSeconds);
        field.Write("voicemail_url"u8, row.Call?.VoicemailUrl);
        field.Write("recording_url"u8, row.Call?.RecordingUrl);
        var step = row.Step is null ? field : always;
        step.Write("chat_input_question"u8, row.Step?.Question);
        step.Write("chat_input_answer"u8, row.Step?.Answer);
        step.Write("chat_menu_text"u8, row.Step?.MenuText);
        WriteForm(json, row.Form);
        json.WriteEndObject();
    }

    private static void WriteAuthor(FieldWriter always, Message row, Conversation conversation, Workspace workspace)
    {
        var agent = workspace.Agents.Find(row.AuthorId);
        var requester = conversation.AnonymizedAtMs is null ? workspace.EndUsers.Find(row.AuthorId) : null;
        always.Write("author_name"u8, agent?.DisplayName ?? requester?.DisplayName);
        always.Write("author_email"u8, agent?.Email ?? requester?.Email);
    }

    /// <summary>The one camel-case name of the export; its shape is unpublished and taken from the Dixa API's messages.</summary>
    private static void WriteForm(Utf8JsonWriter json, FormSubmission? form)
    {
        if (form is null)
        {
            return;
        }

        json.WriteStartObject("formSubmission"u8);
        json.WriteStartObject("values"u8);
        json.WriteString("Name"u8, form.Name);
        json.WriteString("E-mail"u8, form.Email);
        new FieldWriter(json, omitsNull: false).Write("Topics"u8, form.Topics);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
