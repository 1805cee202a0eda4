using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes the webhooks. Their secrets all hold the word below, for whoever looks for them where they must not be.</summary>
public static class WebhookGenerator
{
    public const string SecretMark = "dead5ec7e7";

    private static readonly string[] Events =
    [
        "ConversationCreated", "ConversationClosed", "ConversationMessageAdded", "ConversationNoteAdded", "ConversationRated", "ConversationTagAdded",
        "ConversationTransferred", "SLAEvaluationBreached", "AgentBannedIp",
    ];

    public static IEnumerable<Webhook> Generate(
        RandomSource aside, IReadOnlyList<Agent> agents, IReadOnlyList<Queue> queues, DateTimeOffset start, DateTimeOffset now) =>
    [
        Draw(aside, agents, start, now, "bi-sync", "https://hooks.acme.example/dixa") with
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = $"Basic {SecretMark}", ["X-Shop"] = "acme" },
            Filter = new WebhookFilter(
                "All",
                [
                    new("InitialChannel", IsNegated: false, ["email", "pstn_phone"]),
                    new("QueueId", IsNegated: true, [.. queues.Take(2).Select(queue => queue.Id.ToString())]),
                ]),
        },
        Draw(aside, agents, start, now, "Zapier – notes", "https://hooks.zapier.example/catch/1/?a=b&c=d"),
        Draw(aside, agents, start, now, "old", "https://old.acme.example/") with { IsEnabled = false, Events = [] },
    ];

    private static Webhook Draw(RandomSource aside, IReadOnlyList<Agent> agents, DateTimeOffset start, DateTimeOffset now, string name, string url)
    {
        var createdAt = aside.Between(start.AddYears(-1), start);
        return new Webhook(aside.NextId(), name, url, $"{SecretMark}{aside.NextId():n}{aside.Below(0x1000000):x6}")
        {
            Events = [.. aside.Some(Events, 0.6).Select(name => new WebhookEvent(name, aside.Chance(0.7) ? Delivery(aside, start, now) : null))],
            Headers = new Dictionary<string, string>(),
            IsEnabled = true,
            CreatedAt = createdAt,
            CreatedBy = aside.Pick(agents).Id,
            UpdatedAt = aside.Between(createdAt, start),
            UpdatedBy = aside.Pick(agents).Id,
        };
    }

    private static Delivery Delivery(RandomSource aside, DateTimeOffset start, DateTimeOffset now) =>
        aside.Chance(0.7) ? new Delivery(aside.Between(start, now), 200, "OK") : new Delivery(aside.Between(start, now), 502, "Bad Gateway");
}
