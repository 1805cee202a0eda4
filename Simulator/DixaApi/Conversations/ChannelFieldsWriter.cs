using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>Writes what the conversations of one channel have and others don't.</summary>
public static class ChannelFieldsWriter
{
    /// <summary>The name of the organisation's page on the channel that it connected itself.</summary>
    private const string GenericContactPoint = "trustpilot-acme";

    private const string TwitterContactPoint = "acme_shop";

    public static void Write(Utf8JsonWriter json, ConversationRow row)
    {
        var (conversation, traits) = (row.Conversation, row.Traits);
        switch (conversation.Channel.Kind)
        {
            case ChannelKind.Mail:
                WriteMail(json, row);
                break;
            case ChannelKind.Chat when !traits.IsLean:
                WriteBrowser(json, traits.Browser);
                json.WriteString("language"u8, traits.Language);
                break;
            case ChannelKind.Review when !traits.IsLean:
                json.WriteString("fromContactPointId"u8, traits.RequesterHandle);
                json.WriteString("toContactPointId"u8, GenericContactPoint);
                break;
            case ChannelKind.Text when conversation.Channel == Channel.Sms && !traits.IsLean:
                WriteNumbers(json, row);
                break;
            case ChannelKind.Text when conversation.Channel == Channel.Twitter:
                WriteTwitter(json, traits);
                break;
            default:
                break;
        }
    }

    private static void WriteMail(Utf8JsonWriter json, ConversationRow row)
    {
        var (conversation, isForm) = (row.Conversation, row.Conversation.Channel == Channel.ContactForm);
        var field = new FieldWriter(json, omitsNull: true);
        var theirs = row.Workspace.EndUsers.Find(conversation.RequesterId)?.Email ?? "";
        var ours = conversation.Mailbox?.ForwardingEmail ?? "";
        var (from, to) = conversation.Direction == Direction.Outbound ? (ours, theirs) : (theirs, ours);
        json.WriteString("fromEmail"u8, from);
        if (!isForm || !row.Traits.IsLean)
        {
            json.WriteString("toEmail"u8, to);
            json.WriteString("integrationEmail"u8, conversation.Mailbox?.Address ?? "");
        }

        field.Write("language"u8, row.Traits.IsLean ? null : row.Traits.Language);
        field.Write("subject"u8, row.Traits.IsLean ? null : conversation.Subject);
    }

    private static void WriteBrowser(Utf8JsonWriter json, Browser browser)
    {
        var field = new FieldWriter(json, omitsNull: true);
        json.WriteStartObject("browserInfo"u8);
        json.WriteString("name"u8, browser.Name);
        field.Write("version"u8, browser.Version);
        field.Write("ipAddress"u8, browser.IpAddress);
        field.Write("originatingUrl"u8, browser.OriginatingUrl);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, ConversationRow row)
    {
        var (conversation, theirs) = (row.Conversation, row.Workspace.EndUsers.Find(row.Conversation.RequesterId)?.PhoneNumber);
        var field = new FieldWriter(json, omitsNull: true);
        field.Write("fromNumber"u8, conversation.FromLine?.Number ?? theirs);
        field.Write("toNumber"u8, conversation.ToLine?.Number ?? theirs);
    }

    private static void WriteTwitter(Utf8JsonWriter json, ConversationTraits traits)
    {
        json.WriteString("conversationType"u8, traits.IsTweet ? "Tweet"u8 : "DirectMessage"u8);
        if (!traits.IsLean)
        {
            json.WriteString("contactPointTwitterId"u8, TwitterContactPoint);
            json.WriteString("endUserTwitterId"u8, traits.RequesterHandle);
        }
    }
}
