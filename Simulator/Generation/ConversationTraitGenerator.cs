using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

public static class ConversationTraitGenerator
{
    private const long DayMs = 86_400_000;

    private static readonly string[] Browsers = ["Chrome", "Firefox", "Mobile Safari", "Edge"];

    private static readonly string[] Pages = ["checkout", "cart", "returns?order=10233&lang=da", "søg/størrelse"];

    public static ConversationTraits Draw(ulong seed, Conversation conversation)
    {
        var random = RandomSource.Aside(seed, conversation.Id, aspect: 2);
        return new ConversationTraits
        {
            IsLean = random.Chance(0.04) && !conversation.ShowsAll,
            Language = random.Pick(Country.All).Language,
            Browser = Browser(random, conversation.ShowsAll),
            AwaitsPending = random.Chance(0.3),
            HidesQueuedAt = random.Chance(0.1),
            TransportExpiresAtMs = random.Chance(conversation.Channel.Kind == ChannelKind.Text ? 0.7 : 0.2)
                ? (conversation.LastMessageCreatedAtMs ?? conversation.CreatedAtMs) + DayMs
                : null,
            IsTweet = random.Chance(0.5),
            RequesterHandle = $"user-{random.Between(100_000, 999_999)}",
            IsFromWidget = random.Chance(0.4) || conversation.ShowsAll,
        };
    }

    private static Browser Browser(RandomSource random, bool isWhole) => new(
        random.Pick(Browsers),
        random.Chance(isWhole ? 1 : 0.9) ? $"{random.Between(90, 140)}.0.{random.Below(5_000)}" : null,
        random.Chance(isWhole ? 1 : 0.8) ? $"203.0.113.{random.Below(256)}" : null,
        random.Chance(isWhole ? 1 : 0.8) ? $"https://shop.example.com/{random.Pick(Pages)}" : null);
}
