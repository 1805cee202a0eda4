using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

public static class MessageTraitGenerator
{
    private static readonly string[] Failures = ["mailbox full", "550 5.1.1 user unknown"];

    public static MessageTraits Draw(ulong seed, Message message, Conversation conversation)
    {
        var random = RandomSource.Aside(seed, message.Id);
        return new MessageTraits
        {
            ExternalId = random.Chance(0.6) ? random.Between(10_000, 99_999).ToString(CultureInfo.InvariantCulture) : null,
            Format = Format(random, conversation.Channel.Kind),
            HasInlineImage = random.Chance(0.05),
            DeliveryFailure = random.Chance(0.04) ? random.Pick(Failures) : null,
            KeepsOriginal = random.Chance(0.7),
            HasRelativeLinks = random.Chance(0.3) && !conversation.ShowsAll,
            HasNumericTo = message.Direction == Direction.Outbound && random.Chance(0.3),
            Utterance = random.Chance(0.5) ? Utterance(random) : null,
        };
    }

    private static ContentFormat Format(RandomSource random, ChannelKind kind) => (kind, random.Below(10)) switch
    {
        (ChannelKind.Mail or ChannelKind.Chat, < 4) => ContentFormat.Html,
        (ChannelKind.Chat, 9) => ContentFormat.Markdown,
        _ => ContentFormat.Text,
    };

    private static Utterance Utterance(RandomSource random)
    {
        var startMs = random.Between(0L, 600_000L);
        return new Utterance(random.Pick(Phrases.Utterances), startMs, startMs + random.Between(300, 9_000));
    }
}
