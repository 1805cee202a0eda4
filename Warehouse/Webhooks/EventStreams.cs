namespace Dixa.Warehouse.Webhooks;

/// <summary>Which streams an event can have changed: the one table of events and streams.</summary>
/// <remarks>
/// <para>Events of conversations and messages change <c>conversations</c>, <c>messages</c> and the activity log. Both exports are read
/// for each of them: a conversation's event may be the only sign of a message whose own event was lost.</para>
/// <para>Others tell what no stream has: deliveries of messages, service levels, bans, somebody's typing. They are kept as
/// events and wake nobody.</para>
/// <para>The children of conversations (notes, ratings, details) stay the schedule's: they take a request for each conversation
/// that changed, and would hold up everything else. So do lists, which can only be read in full.</para>
/// </remarks>
public static class EventStreams
{
    private const string Conversations = "conversations";

    private const string Messages = "messages";

    private static readonly string[] OfConversations = [Conversations, Messages, "activity_logs"];

    /// <summary>The beginning of the names of events that are about a conversation.</summary>
    private const string Conversation = "CONVERSATION_";

    /// <summary>Of these the row of a message has nothing.</summary>
    private const string Delivery = "CONVERSATION_MESSAGE_DELIVERY_";

    /// <summary>The streams that an event can have changed; none for one that changes no row. An unknown event of a conversation counts as the known ones do.</summary>
    public static IReadOnlyList<string> Of(string eventFqn) =>
        eventFqn.StartsWith(Conversation, StringComparison.Ordinal) && !eventFqn.StartsWith(Delivery, StringComparison.Ordinal) ? OfConversations : [];

    /// <summary>The stream of which a row as late as the event shows that what it tells of can be read: its row is new or was updated then.</summary>
    public static string WitnessOf(string eventFqn) => eventFqn == "CONVERSATION_MESSAGE_ADDED" ? Messages : Conversations;
}
