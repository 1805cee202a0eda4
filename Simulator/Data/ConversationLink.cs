namespace Dixa.Simulator.Data;

/// <summary>The way from a conversation to the earlier one that it was made out of; times in epoch milliseconds.</summary>
/// <param name="UndoneAtMs">When somebody took the link away: from then on only the activity log knows of it.</param>
public sealed record ConversationLink(long ParentId, LinkKind Kind, long AtMs, long? UndoneAtMs = null);
