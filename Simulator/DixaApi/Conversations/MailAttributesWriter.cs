using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes a mail, or the like of it that a contact form inside the chat widget sends.</summary>
public static class MailAttributesWriter
{
    /// <summary>From so many characters on a text is only linked to; the true limit is unknown.</summary>
    private const int TooLarge = 50_000;

    public static void Write(Utf8JsonWriter json, MessageRow row)
    {
        var (message, traits) = (row.Message, row.Traits);
        var isForm = row.Conversation.Channel == Channel.ContactForm && row.Parent.Traits.IsFromWidget && message.Direction == Direction.Inbound;
        WriteContent(json, row);
        WriteContact(json, "from"u8, new MailContact(message.Mail?.From ?? "", NameOf(row)));
        if (isForm)
        {
            WriteContacts(json, "replyDefaultToEmails"u8, message.Mail?.From is { } sender ? [sender] : []);
        }

        WriteContacts(json, "to"u8, message.Mail?.To ?? []);
        WriteContacts(json, "cc"u8, message.Mail?.Cc ?? []);
        WriteContacts(json, "bcc"u8, message.Mail?.Bcc ?? []);
        json.WriteBoolean("isAutoReply"u8, message.IsAutomated);
        FileWriter.Write(json, "inlineImages"u8, traits.HasInlineImage && message.Text is not null ? [FileWriter.LinkTo(message, "inline_image")] : [], traits);
        FileWriter.Write(json, "attachments"u8, message.AttachedFiles ?? [], traits);
        new FieldWriter(json, omitsNull: true).Write("deliveryFailureReason"u8, traits.DeliveryFailure);
        json.WriteString("direction"u8, message.Direction.ToString());
        if (traits.KeepsOriginal && message.Text is not null)
        {
            FileWriter.Write(json, "originalContentUrl"u8, FileWriter.LinkTo(message, "email_original_data"), traits, "Original");
        }

        json.WriteString("_type"u8, isForm ? "ContactFormAttributes"u8 : "EmailAttributes"u8);
    }

    private static void WriteContent(Utf8JsonWriter json, MessageRow row)
    {
        if (row.Message.Text is not { } text)
        {
            return;
        }

        json.WriteStartObject("emailContent"u8);
        if (text.Length >= TooLarge)
        {
            FileWriter.Write(json, "file"u8, FileWriter.LinkTo(row.Message, "email_stripped_content"), row.Traits, "Large Email Content");
            json.WriteString("_type"u8, "TooLarge"u8);
        }
        else
        {
            ContentWriter.Write(json, text, row.Traits.Format);
            json.WriteString("_type"u8, "Regular"u8);
        }

        json.WriteEndObject();
    }

    /// <summary>The author's name, which is gone with everything else once it is erased.</summary>
    private static string? NameOf(MessageRow row) => row.Message.Mail is null
        ? null
        : row.Parent.Workspace.Agents.Find(row.Message.AuthorId)?.DisplayName ?? row.Parent.Workspace.EndUsers.Find(row.Message.AuthorId)?.DisplayName;

    private static void WriteContacts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            WriteContact(json, MailContact.Parse(address));
        }

        json.WriteEndArray();
    }

    private static void WriteContact(Utf8JsonWriter json, ReadOnlySpan<byte> name, MailContact contact)
    {
        json.WritePropertyName(name);
        WriteContact(json, contact);
    }

    private static void WriteContact(Utf8JsonWriter json, MailContact contact)
    {
        json.WriteStartObject();
        json.WriteString("email"u8, contact.Email);
        new FieldWriter(json, omitsNull: true).Write("name"u8, contact.Name);
        json.WriteEndObject();
    }
}

public sealed record MailContact(string Email, string? Name)
{
    /// <summary>Takes an address apart that may stand in angle brackets after a quoted name.</summary>
    public static MailContact Parse(string address) =>
        address.Split(" <") is [var name, var rest] ? new MailContact(rest.TrimEnd('>'), name.Trim('"')) : new MailContact(address, null);
}
