using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>The catalogues of the analytics; the first names of each are published ones.</summary>
public static class AnalyticsCatalog
{
    private static readonly Described[] Filters =
    [
        new("agent_id", "filter by agent"), new("channel", "filter by channel"), new("queue_id", "filter by queue"), new("tag", null),
    ];

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        Of("csat", "ratings", "Percentage", "Average"),
        Of("closed_conversations", "closed_conversations", "Count"),
        Of("first_response_time", "first_responses", "Average", "Min", "Max", "StdDev"),
        Of("conversation_assignments_per_agent", "assignments", "Count"),
        Of("nps", "ratings", "Average"),
        Of("agent_presence", null, "AgentPresenceDuration"),
        .. from subject in (string[])["created", "pending", "reopened", "abandoned", "transferred", "offered", "rejected"]
           select Of($"{subject}_conversations", $"{subject}_conversations", "Count"),
        .. from subject in (string[])["handling", "waiting", "talking", "wrapup", "resolution"]
           select Of($"{subject}_time", "durations", "Average", "Sum", "Max"),
        .. from subject in (string[])["sla_compliance", "answer_rate", "bot_rate", "reopen_rate"] select Of(subject, null, "Percentage"),
        new Metric("experimental"),
    ];

    public static IReadOnlyList<MetricRecord> Records { get; } =
    [
        .. Metrics.SelectMany(metric => metric.RecordIds ?? []).Distinct(StringComparer.Ordinal).Select(Of),
        new MetricRecord("experimental_rows", "Subject to change"),
    ];

    private static Metric Of(string id, string? recordId, params string[] measures) => new(id)
    {
        Description = id.Replace('_', ' '),
        Filters = Filters,
        Aggregations = [.. measures.Select(measure => new Described(measure, measure == "StdDev" ? null : $"{measure} of {id}"))],
        RecordIds = recordId is null ? [] : [recordId],
    };

    private static MetricRecord Of(string id) => new(id, $"One row for each of {id}")
    {
        Filters = Filters,
        MetricIds = [.. Metrics.Where(metric => metric.RecordIds?.Contains(id) == true).Select(metric => metric.Id)],
        Fields = [new("conversation_id", "conversation", IsNullable: false), new("agent_id", "agent", IsNullable: true)],
    };
}
