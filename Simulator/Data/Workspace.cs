using Dixa.Simulator.Data.Analytics;
using Dixa.Simulator.Data.Hours;
using Dixa.Simulator.Data.Knowledge;
using Dixa.Simulator.Data.Templates;
using Dixa.Simulator.Data.Webhooks;

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
