using Dixa.Simulator.Data;
using Dixa.Simulator.Data.Activities;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>An entry of the activity log as it is shown: people and queues go by the names they have today.</summary>
/// <param name="Random">For details that nothing else tells.</param>
public sealed record ActivityRow(Guid Id, Activity Activity, Workspace Workspace, RandomSource Random)
{
    public ActivityType Type => Activity.Type;

    public Conversation Conversation => Activity.Conversation;

    public bool IsErased => Conversation.AnonymizedAtMs is not null;

    /// <summary>An entry about a child of the conversation is found by way of the child.</summary>
    public long ConversationId => Type is ActivityType.ConversationLinkedFromChild or ActivityType.ConversationUnlinkedFromChild
        ? Conversation.Link!.ParentId
        : Conversation.Id;

    public Agent? Assignee => Workspace.Agents.Find(Conversation.AssigneeId);

    public EndUser? Requester => Workspace.EndUsers.Find(Conversation.RequesterId);
}
