using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Words and sentences of Dixa's own, which are nobody's.</summary>
public static partial class Vocabulary
{
    /// <summary>Enumerated values: channels, states, directions, kinds of ratings and of attributes, events, settings.</summary>
    public static FrozenSet<string> Words { get; } = Split("""
        Callback ContactForm Email FacebookMessenger Messenger PstnPhone Sms Twitter Voicemail WhatsApp WidgetChat Chat
        callback contactform contact_form email facebookmessenger facebook_messenger messenger pstnphone pstn_phone sms twitter
        voicemail whatsapp widgetchat widget_chat chat phone dixamessenger genericapimessaging
        CALLBACK CONTACT_FORM EMAIL FACEBOOK_MESSENGER MESSENGER PSTN_PHONE SMS TWITTER VOICEMAIL WHATSAPP WIDGET_CHAT
        Inbound Internal Outbound inbound internal outbound INBOUND INTERNAL OUTBOUND
        AwaitingPending Closed Open Pending awaitingpending closed open pending
        Active Inactive Suspended Available NotAvailable Working Away Online Offline
        Csat Nps ThumbsUpOrDown Stars csat nps thumbsupordown stars
        Rated Offered Scheduled Unscheduled Cancelled NotOffered rated offered scheduled unscheduled cancelled notoffered
        Text Select Date Number Boolean MultiSelect Contact Conversation User Message
        Agent Admin Queue TeamLead Team Phone External Warm Blind
        VoiceInbound VoiceOutbound Sms
        AbandonedIgnored AbandonedIncluded OneAtATimeRandom LongestIdle AllAtOnce Default
        Regular Holiday ChristmasEve NewYearsEve
        EmailForward FollowUp SideConversation DirectMessage Tweet
        All Any Min Max Sum Count Percentage AgentPresenceDuration StdDev Average
        EmailAutoReply QuickResponse EmailEndpoint TelephonyEndpoint
        AgentBannedEndUser AgentUnbannedEndUser ConversationAssigned ConversationClosed ConversationCreated
        ConversationEndUserReplaced ConversationEnqueued ConversationMessageAdded ConversationMessageDeleted
        ConversationNoteAdded ConversationOpen ConversationPending ConversationPendingExpired ConversationRated
        ConversationTagAdded ConversationTagRemoved ConversationTransferred ConversationUnassigned SLAEvaluationBreached
        """);

    /// <summary>What errors say, each a whole text.</summary>
    public static FrozenSet<string> Sentences { get; } = new[]
    {
        "The requested resource could not be found",
        "There was an internal server error while processing the request",
        "Decoding failure in request",
        "Invalid value in request",
        "Validation failure when retrieving data",
        "User is unauthorized to perform an underlying operation",
        "Cannot provide more than one filter",
        "Missing Authentication Token",
        "Unauthorized",
        "Forbidden",
        "API limit has been reached",
        "Internal server error",
        "Internal Server Error",
        "Bad Gateway",
        "Service Unavailable",
        "Endpoint request timed out",
        "Too Many Requests",
        "Limit Exceeded",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of paths; everything else in a path is somebody's.</summary>
    public static FrozenSet<string> PathWords { get; } = Split("""
        v1 beta organization agents presence endusers queues members availability conversation-position tags teams conversations
        messages notes rating ratings linked activitylog flows custom-attributes contact-endpoints templates business-hours
        schedules definition status upcoming webhooks delivery-status logs knowledge collections catalog categories articles
        translations analytics metrics records filter search anonymization request conversation_export message_export
        """);

    /// <summary>Whether a text has the form of the names that Dixa gives to kinds, such as `EmailConversation`; the field is Dixa's alone.</summary>
    public static bool IsTypeName(string text) => TypeName().IsMatch(text);

    public static bool IsLanguage(string text) => Language().IsMatch(text);

    /// <summary>Whether a text has the form of a zone's name. Only such a text may be looked up, since that opens a file of this name.</summary>
    public static bool IsZone(string text) => Zone().IsMatch(text);

    private static FrozenSet<string> Split(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Z][A-Za-z]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]{1,30}(/[A-Za-z][A-Za-z0-9_+-]{1,30}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    [GeneratedRegex(@"^[a-z]{2}([-_][A-Z]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
