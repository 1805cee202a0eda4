using System.Globalization;
using System.Text;

namespace Dixa.Benchmarks;

/// <summary>An answer of the Exports API as a file: a bare array of conversations of about 1,500 bytes each, all of one window.</summary>
public sealed class ExportFile : IDisposable
{
    private const int RecordBytes = 1500;

    public ExportFile(int records, DateTimeOffset firstUpdate)
    {
        Records = records;
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"dixa-export-{records}-{Guid.NewGuid():N}.json");
        using var file = new StreamWriter(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write('[');
        for (var i = 0; i < records; i++)
        {
            file.Write(i == 0 ? "" : ",");
            file.Write(Conversation(i, firstUpdate.ToUnixTimeMilliseconds() + i));
        }

        file.Write(']');
        file.Flush();
        Bytes = file.BaseStream.Length;
    }

    public string Path { get; }

    public int Records { get; }

    public long Bytes { get; }

    public void Dispose() => File.Delete(Path);

    private static string Conversation(int i, long updatedAt)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":{{1_000_000 + i}},"created_at":{{updatedAt - 86_400_000}},"initial_channel":"email","requester_id":"5d2f6a58-0c1e-4b7a-9a57-{{i:x12}}","requester_name":"Ines Rocha","requester_email":"ines.rocha{{i}}@example.com","requester_additional_emails":["ines@work.example"],"requester_phone_number":null,"queued_at":{{updatedAt - 86_000_000}},"queue_id":"3c3e6d0b-91c5-4b1f-8a44-2a0a5a4c9f01","queue_name":"Order support","closed_at":{{updatedAt - 1000}},"rating_score":5,"rating_message":"Quick answer","ratings":[{"rating_score":5,"rating_message":"Quick answer","rating_type":"csat","rating_status":"rated","rating_language":"en","rating_created_timestamp":{{updatedAt}},"rating_cancelled_timestamp":null}],"direction":"inbound","assigned_at":{{updatedAt - 80_000_000}},"assignee_id":"0b9a5f0e-0a54-4b6f-a9a8-7b6c1a2d3e4f","assignee_name":"Mads Holm","assignee_email":"mads@acme.example","total_duration":8399864,"handling_duration":412000,"tags":["refund"],"tags_info":[{"id":"b1f2c3d4-1111-4222-8333-444455556666","name":"refund","is_deactivated":false}],"transferee_name":null,"originating_country":"DK","status":"closed","updated_at":{{updatedAt}},"last_message_created_at":{{updatedAt - 2000}},"anonymized_at":null,"custom_fields":[{"attribute_id":"c43fc767-0000-4000-8000-53f940bd7001","identifier":"order_number","value":"{{i}}","data_type":"Text","archived":false}],"subject":"Order {{i}} """);
        const string Filler = "is late, the parcel says «afleveret» \\\"ved døren\\\" \\u2014 but nobody saw it; ";
        var text = new StringBuilder(head);
        while (text.Length < RecordBytes - 60)
        {
            text.Append(Filler);
        }

        return text.Append("\"}").ToString();
    }
}
