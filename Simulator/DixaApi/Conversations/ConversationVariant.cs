using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>The names of the shapes that conversations and messages have, one for each channel or several together.</summary>
public static class ConversationVariant
{
    public static string Of(Conversation conversation) => conversation switch
    {
        { AnonymizedAtMs: not null } => "AnonymizedConversation",
        { Channel.Kind: ChannelKind.Call } => "PstnPhoneConversation",
        { Channel.Kind: ChannelKind.Review } => "GenericConversation",
        { Channel: var channel } when channel == Channel.WidgetChat => "ChatConversation",
        { Channel: var channel } => $"{channel.ApiName}Conversation",
    };
}
