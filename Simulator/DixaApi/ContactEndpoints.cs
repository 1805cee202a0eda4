using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Where the organisation can be reached: a mailbox or a telephone line. It has no id but its address or number.</summary>
public sealed record ContactEndpoint(Mailbox? Mailbox, PhoneLine? Line)
{
    private const string Parameter = "_type";

    /// <summary>Endpoints as asked for: of one type, or all.</summary>
    public static IEnumerable<ContactEndpoint> Select(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        var lines = workspace.PhoneLines.Select(line => new ContactEndpoint(null, line));
        var mailboxes = workspace.Mailboxes.Select(mailbox => new ContactEndpoint(mailbox, null));
        return (call.Query.TryGetValue(Parameter, out var type) ? type.ToString() : null) switch
        {
            null => lines.Concat(mailboxes),
            "EmailEndpoint" => mailboxes,
            "TelephonyEndpoint" => lines,
            _ => throw RefusalException.BadParameter(Parameter),
        };
    }
}

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
