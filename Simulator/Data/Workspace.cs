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

    public required Table<CustomAttribute> CustomAttributes { get; init; }

    public required IReadOnlyList<Mailbox> Mailboxes { get; init; }

    public required IReadOnlyList<PhoneLine> PhoneLines { get; init; }

    public required IReadOnlyList<Widget> Widgets { get; init; }

    public required IReadOnlyList<FacebookPage> FacebookPages { get; init; }
}
