namespace Dixa.Simulator.Data;

/// <summary>Why a conversation was made out of an earlier one.</summary>
public enum LinkKind
{
    EmailForward,
    FollowUp,
    SideConversation,
}
