using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class ContactEndpointWriter
{
    public static void Write(Utf8JsonWriter json, ContactEndpoint endpoint)
    {
        json.WriteStartObject();
        if (endpoint.Mailbox is { } mailbox)
        {
            Write(json, mailbox);
        }
        else if (endpoint.Line is { } line)
        {
            Write(json, line);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mailbox mailbox)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteString("address"u8, mailbox.Address);
        field.Write("senderOverride"u8, mailbox.SenderOverride);
        field.Write("name"u8, mailbox.Label);
        json.WriteString("_type"u8, "EmailEndpoint"u8);
    }

    private static void Write(Utf8JsonWriter json, PhoneLine line)
    {
        json.WriteString("number"u8, line.Number);
        new FieldWriter(json, omitsNull: false).Write("functionality"u8, line.Functionality);
        json.WriteString("name"u8, line.Name);
        json.WriteString("_type"u8, "TelephonyEndpoint"u8);
    }
}
