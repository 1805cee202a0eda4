using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes an organisation with its history; the same options and the same end of history make the same one.</summary>
public static class OrganizationGenerator
{
    /// <summary>As of an organisation that has been at it for a while.</summary>
    private const long FirstConversationId = 30_001;

    private const long ErasableAfterMs = 90 * 86_400_000L;

    public static Organization Generate(SimulatorOptions options, DateTimeOffset now)
    {
        var seed = (ulong)options.Seed;
        var random = new RandomSource(seed);
        var start = now.AddMonths(-options.Months);
        var nowMs = now.ToUnixTimeMilliseconds();
        var workspace = WorkspaceGenerator.Generate(random, RandomSource.Aside(seed, 0), options.EndUsers, start, now);
        var generator = new ConversationGenerator(seed);
        var conversations = Rhythm.Draw(random, start.ToUnixTimeMilliseconds(), nowMs, options.Conversations)
            .Select((createdAtMs, index) => generator.Generate(workspace, FirstConversationId + index, createdAtMs, nowMs, Showcase.ChannelOf(index)))
            .Select(conversation => nowMs - conversation.CreatedAtMs > ErasableAfterMs && random.Chance(0.02)
                ? conversation.Anonymize(random.Between(conversation.UpdatedAtMs, nowMs))
                : conversation)
            .Select(conversation => conversation with { Link = LinkGenerator.Draw(seed, conversation, FirstConversationId) })
            .Select((conversation, index) => Showcase.Complete(conversation, index, FirstConversationId, nowMs));
        return new Organization(workspace, conversations, seed);
    }
}
