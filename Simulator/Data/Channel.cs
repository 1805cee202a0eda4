namespace Dixa.Simulator.Data;

/// <summary>A way to reach the organisation; the Exports API and the Dixa API spell its name differently.</summary>
/// <param name="Share">How many of a hundred conversations come this way.</param>
public sealed record Channel(string ExportName, string ApiName, ChannelKind Kind, int Share)
{
    public static Channel Email { get; } = new("email", "Email", ChannelKind.Mail, 32);

    public static Channel WidgetChat { get; } = new("widgetchat", "WidgetChat", ChannelKind.Chat, 18);

    public static Channel PstnPhone { get; } = new("pstnphone", "PstnPhone", ChannelKind.Call, 16);

    public static Channel Voicemail { get; } = new("voicemail", "Voicemail", ChannelKind.Call, 3);

    public static Channel Callback { get; } = new("callback", "Callback", ChannelKind.Call, 3);

    public static Channel FacebookMessenger { get; } = new("facebookmessenger", "FacebookMessenger", ChannelKind.Text, 4);

    public static Channel WhatsApp { get; } = new("whatsapp", "WhatsApp", ChannelKind.Text, 5);

    public static Channel Sms { get; } = new("sms", "Sms", ChannelKind.Text, 2);

    public static Channel ContactForm { get; } = new("contactform", "ContactForm", ChannelKind.Mail, 7);

    public static Channel Messenger { get; } = new("messenger", "Messenger", ChannelKind.Chat, 6);

    public static Channel Twitter { get; } = new("twitter", "Twitter", ChannelKind.Text, 1);

    /// <summary>A channel that the organisation connected itself, under a name of its own.</summary>
    /// <remarks>The Dixa API's list of names has none for such channels; the one here is what a sample of their conversations shows.</remarks>
    public static Channel TrustpilotReviews { get; } = new("trustpilotreviews", "WidgetChat", ChannelKind.Review, 3);

    public static IReadOnlyList<Channel> All { get; } =
    [
        Email, WidgetChat, PstnPhone, Voicemail, Callback, FacebookMessenger, WhatsApp, Sms, ContactForm, Messenger, Twitter,
        TrustpilotReviews,
    ];
}

/// <summary>How the messages of a channel look.</summary>
public enum ChannelKind
{
    Mail,
    Chat,
    Call,
    Text,
    Review,
}

public sealed record Mailbox(string Address, string SenderName, string ForwardingEmail)
{
    /// <summary>What the list of contact endpoints calls it, if anything.</summary>
    public string? Label { get; init; }

    public string? SenderOverride { get; init; }
}

public sealed record PhoneLine(string Number, string Name)
{
    /// <summary>Sms, VoiceInbound, VoiceOutbound.</summary>
    public IReadOnlyList<string> Functionality { get; init; } = [];
}

public sealed record Widget(Guid Id, string Name);

public sealed record FacebookPage(string Id, string Name);
