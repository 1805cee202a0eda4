using System.Text;

namespace Dixa.Benchmarks.Load;

/// <summary>Records as Dixa sends them, with <see cref="RecordBody.Number"/> for what differs.</summary>
public static class RecordShapes
{
    private const string Filler = " is late, the parcel says «afleveret» \\\"ved døren\\\" \\u2014 but nobody saw it;";

    /// <summary>A row of the conversation export with a subject that fills it up.</summary>
    /// <param name="hasNotes">Whether it has something for the stream of notes to fetch.</param>
    /// <param name="hasRatings">The same of ratings.</param>
    public static string Conversation(int bytes, bool hasNotes = false, bool hasRatings = true) => Fill(
        $$"""
        {"id":##########,"created_at":1766825600000,"initial_channel":"email","requester_id":"5d2f6a58-0c1e-4b7a-9a57-00##########","requester_name":"Ines Rocha","requester_email":"ines.rocha##########@example.com","requester_additional_emails":["ines@work.example"],"requester_phone_number":null,"queued_at":1766825601000,"queue_id":"3c3e6d0b-91c5-4b1f-8a44-2a0a5a4c9f01","queue_name":"Order support","closed_at":1766829601000,"rating_score":5,"rating_message":"Quick answer","ratings":{{(hasRatings ? Rating : "[]")}},"conversation_wrapup_notes":{{(hasNotes ? "[\"a note\"]" : "[]")}},"direction":"inbound","assigned_at":1766825602000,"assignee_id":"0b9a5f0e-0a54-4b6f-a9a8-7b6c1a2d3e4f","assignee_name":"Mads Holm","assignee_email":"mads@acme.example","total_duration":8399864,"handling_duration":412000,"tags":["refund"],"tags_info":[{"id":"b1f2c3d4-1111-4222-8333-444455556666","name":"refund","is_deactivated":false}],"transferee_name":null,"originating_country":"DK","status":"closed","updated_at":176##########,"last_message_created_at":1766829600000,"anonymized_at":null,"custom_fields":[{"attribute_id":"c43fc767-0000-4000-8000-53f940bd7001","identifier":"order_number","value":"##########","data_type":"Text","archived":false}],"subject":"Order ##########
        """,
        bytes,
        "\"}");

    /// <summary>A row of the conversation export with the least that one can have.</summary>
    public static string Small { get; } = Fill("""{"id":##########,"updated_at":176##########,"status":"closed","subject":" """, 100, "\"}");

    /// <summary>A changed conversation of whose children there may be something to fetch; its requester is one of a few.</summary>
    public static string Changed(bool hasChildren, int requester) => Fill(
        $$"""
        {"id":##########,"updated_at":176##########,"requester_id":"5d2f6a58-0c1e-4b7a-9a57-{{requester:x12}}","ratings":{{(hasChildren ? "[{}]" : "[]")}},"conversation_wrapup_notes":{{(hasChildren ? "[\"a note\"]" : "[]")}},"last_message_created_at":{{(hasChildren ? "1766829600000" : "null")}},"subject":"
        """,
        300,
        "\"}");

    /// <summary>A row of the message export with a text that fills it up.</summary>
    public static string Message(int bytes) => Fill(
        """
        {"id":"8a1f2b3c-0000-4000-8000-00##########","conversation_id":##########,"created_at":176##########,"initial_channel":"email","author_id":"0b9a5f0e-0a54-4b6f-a9a8-7b6c1a2d3e4f","author_name":"Mads Holm","author_email":"mads@acme.example","direction":"outbound","attachments":[],"text":"Order ##########
        """,
        bytes,
        "\"}");

    /// <summary>A row of the message export as short as most are, under a key that is random.</summary>
    public static string ShortMessage { get; } = Fill(
        $$"""{"id":"{{RecordTemplate.Hash}}-0000-4000-8000-00##########","csid":##########,"created_at":176##########,"direction":"inbound","text":"Order ########## """,
        150,
        "\"}");

    /// <summary>The same row after some changes: its cursor is later, and something else is different too.</summary>
    public static string Later(string shape, int changes) => changes == 0 ? shape : shape
        .Replace($"176{RecordBody.Number}", $"{176 + changes}{RecordBody.Number}", StringComparison.Ordinal)
        .Replace("Order ", $"Reply{changes}", StringComparison.Ordinal);

    /// <summary>An entry of the activity log.</summary>
    /// <param name="zone">What stands behind the time.</param>
    public static string Activity(string zone) =>
        $$$$"""
        {"id":"8a1f2b3c-0000-4000-8000-00##########","conversationId":1000001,"activityTimestamp":"2026-01-01T01:00:00.001Z{{{{zone}}}}","author":{"id":"0b9a5f0e-0a54-4b6f-a9a8-7b6c1a2d3e4f","name":"Mads Holm","email":"mads@acme.example"},"_type":"ConversationTransferredFromQueueToQueue","activityAttributes":{"fromQueue":{"id":"3c3e6d0b-91c5-4b1f-8a44-2a0a5a4c9f01","name":"Order support"},"toQueue":{"id":"3c3e6d0b-91c5-4b1f-8a44-2a0a5a4c9f02","name":"Returns"}}}
        """;

    private const string Rating =
        """[{"rating_score":5,"rating_message":"Quick answer","rating_type":"csat","rating_status":"rated","rating_language":"en","rating_created_timestamp":1766829700000,"rating_cancelled_timestamp":null}]""";

    private static string Fill(string head, int bytes, string tail)
    {
        var text = new StringBuilder(head);
        var length = Encoding.UTF8.GetByteCount(head) + tail.Length;
        var filler = Encoding.UTF8.GetByteCount(Filler);
        for (; length + filler <= bytes; length += filler)
        {
            text.Append(Filler);
        }

        return text.Append('.', Math.Max(0, bytes - length)).Append(tail).ToString();
    }
}
