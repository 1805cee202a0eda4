namespace Dixa.Simulator.Data;

/// <summary>Everything of the organisation but its conversations, as it stands at one moment.</summary>
public sealed record Workspace
{
    public required OrganizationDetails Details { get; init; }

    public required Table<Agent> Agents { get; init; }

    public required Table<EndUser> EndUsers { get; init; }

    public required Table<Team> Teams { get; init; }

    public required Table<Queue> Queues { get; init; }

    public required Table<Tag> Tags { get; init; }

    /// <summary>Those of conversations.</summary>
    public required Table<CustomAttribute> CustomAttributes { get; init; }

    /// <summary>Those of end users.</summary>
    public required Table<CustomAttribute> ContactAttributes { get; init; }

    public required Table<Flow> Flows { get; init; }

    public required Table<TextTemplate> Templates { get; init; }

    public required Table<Schedule> Schedules { get; init; }

    public required Table<Webhook> Webhooks { get; init; }

    public required Table<Collection> Collections { get; init; }

    public required Table<Category> Categories { get; init; }

    public required Table<Article> Articles { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required IReadOnlyList<MetricRecord> Records { get; init; }

    public required IReadOnlyList<Mailbox> Mailboxes { get; init; }

    public required IReadOnlyList<PhoneLine> PhoneLines { get; init; }

    public required IReadOnlyList<Widget> Widgets { get; init; }

    public required IReadOnlyList<FacebookPage> FacebookPages { get; init; }
}

public sealed record OrganizationDetails(Guid Id, string Name, string Subdomain, bool IsActive, string? AvatarUrl);

public sealed record Team(Guid Id, string Name) : IIdentified
{
    /// <summary>Agents, and people who are none any more.</summary>
    public IReadOnlyList<Guid> MemberIds { get; init; } = [];
}

public sealed record Tag(Guid Id, string Name, string? Color, bool IsActive) : IIdentified;

/// <summary>What happens to the conversations that come in at a contact endpoint.</summary>
public sealed record Flow(Guid Id, string Name, Channel Channel, string ContactEndpointId) : IIdentified;
