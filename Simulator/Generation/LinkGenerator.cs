using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws which conversations were made out of earlier ones.</summary>
public static class LinkGenerator
{
    private const double Share = 0.03;

    /// <summary>For conversations of which there are few, so that links of theirs occur.</summary>
    private const double RareShare = 0.3;

    private const double UndoneShare = 0.08;

    private const int Reach = 30;

    /// <summary>A link to one of the conversations shortly before, none of which comes before the first.</summary>
    public static ConversationLink? Draw(ulong seed, Conversation conversation, long firstId)
    {
        var random = RandomSource.Aside(seed, conversation.Id, aspect: 1);
        var share = conversation.Channel == Channel.Twitter || conversation.AnonymizedAtMs is not null ? RareShare : Share;
        if (conversation.Id <= firstId || !random.Chance(share))
        {
            return null;
        }

        var parentId = random.Between(Math.Max(firstId, conversation.Id - Reach), conversation.Id - 1);
        return new ConversationLink(
            parentId,
            conversation.Channel == Channel.Email ? random.Pick([LinkKind.EmailForward, LinkKind.SideConversation]) : LinkKind.FollowUp,
            conversation.CreatedAtMs,
            random.Chance(UndoneShare) ? conversation.LastMessageCreatedAtMs : null);
    }
}
