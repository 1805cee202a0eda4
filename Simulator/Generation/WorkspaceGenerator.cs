using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

public static class WorkspaceGenerator
{
    private const int Agents = 24;

    private static readonly string[] TeamNames = ["Tier 1", "Tier 2", "Nordics", "DACH", "Phone team", "Night shift 🌙"];

    private static readonly string[] TagNames =
    [
        "refund", "late-delivery", "damaged", "wrong item", "exchange", "vip", "invoice", "address change", "fraud?", "gift card",
        "størrelse", "Rückgabe", "remboursé", "question", "complaint", "spam", "b2b", "warranty", "out of stock", "🔥 urgent",
        "old-campaign", "black-friday-2023", "test", "duplicate",
    ];

    private static readonly string[] Colours = ["#3366FF", "#CC0033", "#00AA55", "#FFAA00", "#7744CC"];

    /// <summary>One in so many end users is listed with custom attributes.</summary>
    private const int ListedWhole = 25;

    /// <summary>How many of the last tags nobody uses any more.</summary>
    private const int InactiveTags = 4;

    /// <summary>Draws from the first source what conversations are made of, and from the second one all that stands beside it.</summary>
    public static Workspace Generate(RandomSource random, RandomSource aside, int endUsers, DateTimeOffset start, DateTimeOffset now)
    {
        Mailbox[] mailboxes =
        [
            new("support@acme.email.dixa.io", "Acme Support", "support@acme.example") { Label = "Support", SenderOverride = "hello@acme.example" },
            new("billing@acme.email.dixa.io", "Acme Billing", "billing@acme.example") { Label = "Billing " },
            new("hallo@acme.email.dixa.io", "Acme Deutschland", "hallo@acme.example"),
        ];
        PhoneLine[] phoneLines =
        [
            new("+4570605040", "DK main") { Functionality = ["VoiceInbound", "VoiceOutbound", "Sms"] },
            new("+493090605040", "DE Hotline ") { Functionality = ["VoiceInbound"] },
            new("+442079460500", "UK"),
        ];
        Widget[] widgets = [new(random.NextId(), "Shop"), new(random.NextId(), "Help centre")];
        FacebookPage[] facebookPages = [new("104857600012345", "Acme Shop")];
        var endpoints = new Dictionary<ChannelKind, IReadOnlyList<string>>
        {
            [ChannelKind.Mail] = [.. mailboxes.Select(mailbox => mailbox.Address)],
            [ChannelKind.Call] = [.. phoneLines.Select(line => line.Number)],
            [ChannelKind.Chat] = [.. widgets.Select(widget => widget.Id.ToString())],
            [ChannelKind.Text] = [.. facebookPages.Select(page => page.Id)],
        };
        var details = new OrganizationDetails(random.NextId(), "Acme ApS", "acme", IsActive: true, "https://files.dixa.io/public/org_1");
        var contactAttributes = new Table<CustomAttribute>(AttributeGenerator.Contacts(aside, start));
        var agents = new Table<Agent>(Enumerable.Range(1, Agents).Select(number => PeopleGenerator.Agent(random, Founded(random, start), number)));
        var users = new Table<EndUser>(Enumerable.Range(1, endUsers)
            .Select(number => PeopleGenerator.EndUser(random, Joined(random, start, now), number))
            .Select((user, index) => user with
            {
                CustomFields = PeopleGenerator.CustomFields(aside, user, contactAttributes.Rows),
                IsListedWhole = index % ListedWhole == 0,
            }));
        var teams = new Table<Team>(TeamNames.Select(name => new Team(random.NextId(), name) { MemberIds = MembershipGenerator.Team(aside, agents.Rows) }));
        var queues = new Table<Queue>(QueueGenerator.Generate(random, details.Id, endpoints).Select(queue =>
            queue with { Members = MembershipGenerator.Queue(aside, agents.Rows) }));
        var tags = new Table<Tag>(TagNames.Select((name, index) =>
            new Tag(random.NextId(), name, random.Chance(0.8) ? random.Pick(Colours) : null, index < TagNames.Length - InactiveTags)));
        var knowledge = new KnowledgeGenerator(aside, agents.Rows, tags.Rows, start);

        return new Workspace
        {
            Details = details,
            Agents = agents,
            EndUsers = users,
            Teams = teams,
            Queues = queues,
            Tags = tags,
            CustomAttributes = new Table<CustomAttribute>(AttributeGenerator.Conversations(random, aside, start)),
            ContactAttributes = contactAttributes,
            Flows = new Table<Flow>(FlowGenerator.Generate(aside, endpoints)),
            Templates = new Table<TextTemplate>(TemplateGenerator.Generate(aside, agents.Rows, start)),
            Schedules = new Table<Schedule>(ScheduleGenerator.Generate(aside, now)),
            Webhooks = new Table<Webhook>(WebhookGenerator.Generate(aside, agents.Rows, queues.Rows, start, now)),
            Collections = new Table<Collection>(knowledge.Collections),
            Categories = new Table<Category>(knowledge.Categories),
            Articles = new Table<Article>(knowledge.Articles),
            Metrics = AnalyticsCatalog.Metrics,
            Records = AnalyticsCatalog.Records,
            Mailboxes = mailboxes,
            PhoneLines = phoneLines,
            Widgets = widgets,
            FacebookPages = facebookPages,
        };
    }

    private static DateTimeOffset Founded(RandomSource random, DateTimeOffset start) => start.AddSeconds(-random.Below(200_000_000));

    private static DateTimeOffset Joined(RandomSource random, DateTimeOffset start, DateTimeOffset now) =>
        now.AddSeconds(-random.Below((long)(now - start).TotalSeconds * 2));
}
