using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws which conversations were made out of earlier ones.</summary>
public static class LinkGenerator
{
    private const double Share = 0.03;

    /// <summary>For conversations of which there are few, so that links of theirs occur.</summary>
    private const double RareShare = 0.15;

    private const int RareChannel = 3;

    private const double UndoneShare = 0.08;

    /// <summary>So many neighbours have the same one as their parent, if they have one: some parents get several children.</summary>
    private const int Family = 16;

    /// <summary>A link to a conversation shortly before, if there is one.</summary>
    public static ConversationLink? Draw(ulong seed, Conversation conversation, long firstId)
    {
        var random = RandomSource.Aside(seed, conversation.Id, aspect: 1);
        var share = conversation.Channel.Share <= RareChannel || conversation.AnonymizedAtMs is not null ? RareShare : Share;
        if (conversation.Id <= firstId || !random.Chance(share))
        {
            return null;
        }

        return new ConversationLink(
            Math.Max(firstId, (conversation.Id - 1) / Family * Family),
            conversation.Channel == Channel.Email ? random.Pick([LinkKind.EmailForward, LinkKind.SideConversation]) : LinkKind.FollowUp,
            conversation.CreatedAtMs,
            random.Chance(UndoneShare) ? conversation.LastMessageCreatedAtMs : null);
    }
}
