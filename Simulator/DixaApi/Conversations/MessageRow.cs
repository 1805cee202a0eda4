using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>A message with what is told of it besides.</summary>
public sealed record MessageRow(Message Message, MessageTraits Traits, ConversationRow Parent)
{
    public Conversation Conversation => Parent.Conversation;

    public bool IsFirst => Message.Id == Conversation.Messages[0].Id;
}
