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

    /// <summary>How many of the last tags nobody uses any more.</summary>
    private const int InactiveTags = 4;

    public static Workspace Generate(RandomSource random, int endUsers, DateTimeOffset start, DateTimeOffset now)
    {
        Mailbox[] mailboxes =
        [
            new("support@acme.email.dixa.io", "Acme Support", "support@acme.example"),
            new("billing@acme.email.dixa.io", "Acme Billing", "billing@acme.example"),
            new("hallo@acme.email.dixa.io", "Acme Deutschland", "hallo@acme.example"),
        ];
        PhoneLine[] phoneLines = [new("+4570605040", "DK main"), new("+493090605040", "DE Hotline "), new("+442079460500", "UK")];
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

        return new Workspace
        {
            Details = details,
            Agents = new Table<Agent>(Enumerable.Range(1, Agents).Select(number => PeopleGenerator.Agent(random, Founded(random, start), number))),
            EndUsers = new Table<EndUser>(Enumerable.Range(1, endUsers).Select(number => PeopleGenerator.EndUser(random, Joined(random, start, now), number))),
            Teams = new Table<Team>(TeamNames.Select(name => new Team(random.NextId(), name))),
            Queues = new Table<Queue>(QueueGenerator.Generate(random, details.Id, endpoints)),
            Tags = new Table<Tag>(TagNames.Select((name, index) =>
                new Tag(random.NextId(), name, random.Chance(0.8) ? random.Pick(Colours) : null, index < TagNames.Length - InactiveTags))),
            CustomAttributes = new Table<CustomAttribute>(CustomAttributes(random)),
            Mailboxes = mailboxes,
            PhoneLines = phoneLines,
            Widgets = widgets,
            FacebookPages = facebookPages,
        };
    }

    private static IEnumerable<CustomAttribute> CustomAttributes(RandomSource random) =>
    [
        new(random.NextId(), "order_number", "Order number", IsArchived: false, []),
        new(random.NextId(), "contact_reason", "Contact reason", IsArchived: false,
            [["delivery"], ["delivery", "late"], ["delivery", "damaged"], ["payment", "refund"], ["product", "size", "too small"]]),
        new(random.NextId(), "resolution", "Resolution", IsArchived: false, [["solved"], ["not solved"]]),
        new(random.NextId(), "store", "Store 🏬", IsArchived: true, []),
    ];

    private static DateTimeOffset Founded(RandomSource random, DateTimeOffset start) => start.AddSeconds(-random.Below(200_000_000));

    private static DateTimeOffset Joined(RandomSource random, DateTimeOffset start, DateTimeOffset now) =>
        now.AddSeconds(-random.Below((long)(now - start).TotalSeconds * 2));
}
