using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

/// <summary>A conversation with what is told of it besides; people, queues and attributes go by the names they have today.</summary>
public sealed record ConversationRow(Conversation Conversation, ConversationTraits Traits, Workspace Workspace);
