using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>Writes the row of a conversation; people, queues and tags go by the names they have at the time of the export.</summary>
/// <remarks>Samples show full rows with nulls, and lean ones without most of the fields that have no value.</remarks>
public static class ConversationWriter
{
    public static void Write(Utf8JsonWriter json, Conversation row, Workspace workspace)
    {
        var always = new FieldWriter(json, omitsNull: false);
        var field = new FieldWriter(json, row.IsLean);
        json.WriteStartObject();
        json.WriteNumber("id"u8, row.Id);
        json.WriteNumber("created_at"u8, row.CreatedAtMs);
        json.WriteString("initial_channel"u8, row.Channel.ExportName);
        WriteRequester(always, field, row, workspace);
        WriteQueue(field, row, workspace);
        field.Write("closed_at"u8, row.ClosedAtMs);
        WriteRatings(json, field, row);
        json.WriteString("direction"u8, ExportNames.Of(row.Direction));
        WriteAssignee(field, row, workspace);
        WriteEndpoints(field, row);
        WriteTags(json, row, workspace);
        json.WriteStartArray("conversation_wrapup_notes"u8);
        foreach (var note in row.ReadableNotes)
        {
            json.WriteStringValue(note.Text);
        }

        json.WriteEndArray();
        field.Write("transferee_name"u8, row.Transfer?.Name);
        field.Write("transferee_number"u8, row.Transfer?.Number);
        field.Write("transfer_time"u8, row.Transfer?.AtMs);
        field.Write("originating_country"u8, row.OriginatingCountry);
        json.WriteString("status"u8, ExportNames.Of(row.Status));
        CursorWriter.Write(json, "updated_at"u8, row.UpdatedAtMs, row.CursorDefect);
        field.Write("last_message_created_at"u8, row.LastMessageCreatedAtMs);
        field.Write("subject"u8, row.Subject);
        always.Write("anonymized_at"u8, row.AnonymizedAtMs);
        WriteCustomFields(json, row, workspace);
        if (row.ShowsAll)
        {
            field.Write("exports_handling_duration"u8, row.HandlingDurationMs);
            field.Write("exports_first_response_time"u8, row.Messages.FirstOrDefault(message => message.Direction == Direction.Outbound)?.CreatedAtMs - row.CreatedAtMs);
        }

        json.WriteEndObject();
    }

    private static void WriteRequester(FieldWriter always, FieldWriter field, Conversation row, Workspace workspace)
    {
        var requester = row.AnonymizedAtMs is null ? workspace.EndUsers.Find(row.RequesterId) : null;
        var none = row.IsLean ? null : Array.Empty<string>();
        always.Write("requester_id"u8, row.RequesterId);
        always.Write("requester_name"u8, requester?.DisplayName);
        always.Write("requester_email"u8, requester?.Email);
        field.Write("requester_additional_emails"u8, requester?.AdditionalEmails ?? none);
        field.Write("requester_phone_number"u8, requester?.PhoneNumber);
        field.Write("requester_additional_phone_numbers"u8, requester?.AdditionalPhoneNumbers ?? none);
    }

    private static void WriteQueue(FieldWriter field, Conversation row, Workspace workspace)
    {
        field.Write("queued_at"u8, row.QueuedAtMs);
        field.Write("queue_id"u8, row.QueueId);
        field.Write("queue_name"u8, workspace.Queues.Find(row.QueueId)?.Name);
    }

    private static void WriteRatings(Utf8JsonWriter json, FieldWriter field, Conversation row)
    {
        var rated = row.Ratings.LastOrDefault(rating => rating.Score is not null);
        field.Write("rating_score"u8, rated?.Score);
        field.Write("rating_message"u8, rated?.Message);
        if (row.IsLean && row.Ratings.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("ratings"u8);
        foreach (var rating in row.Ratings)
        {
            RatingWriter.Write(json, rating);
        }

        json.WriteEndArray();
    }

    private static void WriteAssignee(FieldWriter field, Conversation row, Workspace workspace)
    {
        var assignee = workspace.Agents.Find(row.AssigneeId);
        field.Write("assigned_at"u8, row.AssignedAtMs);
        field.Write("assignee_id"u8, row.AssigneeId);
        field.Write("assignee_name"u8, assignee?.DisplayName);
        field.Write("assignee_email"u8, assignee?.Email);
        field.Write("assignee_phone_number"u8, assignee?.PhoneNumber);
    }

    private static void WriteEndpoints(FieldWriter field, Conversation row)
    {
        field.Write("to_provisioned_phone_number_id"u8, row.ToLine?.Number);
        field.Write("to_provisioned_phone_number_name"u8, row.ToLine?.Name);
        field.Write("from_provisioned_phone_number_id"u8, row.FromLine?.Number);
        field.Write("from_provisioned_phone_number_name"u8, row.FromLine?.Name);
        field.Write("total_duration"u8, row.TotalDurationMs);
        field.Write("handling_duration"u8, row.HandlingDurationMs);
        field.Write("dixa_email_integration_id"u8, row.Mailbox?.Address);
        field.Write("dixa_email_integration_sender_name"u8, row.Mailbox?.SenderName);
        field.Write("forwarding_email"u8, row.Mailbox?.ForwardingEmail);
        field.Write("facebook_page_id"u8, row.FacebookPage?.Id);
        field.Write("facebook_page_name"u8, row.FacebookPage?.Name);
        field.Write("widget_id"u8, row.Widget?.Id);
        field.Write("widget_name"u8, row.Widget?.Name);
    }

    private static void WriteTags(Utf8JsonWriter json, Conversation row, Workspace workspace)
    {
        var tags = row.TagIds.Select(id => workspace.Tags.Find(id)).OfType<Tag>().ToArray();
        json.WriteStartArray("tags"u8);
        foreach (var tag in tags)
        {
            json.WriteStringValue(tag.Name);
        }

        json.WriteEndArray();
        if (row.IsLean)
        {
            return;
        }

        json.WriteStartArray("tags_info"u8);
        foreach (var tag in tags)
        {
            TagInfoWriter.Write(json, tag);
        }

        json.WriteEndArray();
    }

    private static void WriteCustomFields(Utf8JsonWriter json, Conversation row, Workspace workspace)
    {
        json.WriteStartArray("custom_fields"u8);
        foreach (var value in row.CustomFields)
        {
            CustomFieldWriter.Write(json, value, workspace.CustomAttributes.Find(value.AttributeId));
        }

        json.WriteEndArray();
    }
}
