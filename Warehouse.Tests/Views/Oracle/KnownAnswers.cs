using Dixa.Simulator;
using Dixa.Simulator.Data;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>The rows of each view as the simulator's objects have them. Nothing of it is SQL, and it counts where the views add up.</summary>
public sealed partial class KnownAnswers
{
    private readonly Workspace _workspace;
    private readonly WallClock _clock;
    private readonly long _nowMs;
    private readonly Schedule _schedule;
    private readonly List<KnownFacts> _facts;
    private readonly Dictionary<DateOnly, long> _ends = [];

    /// <param name="schedule">The schedule that counts.</param>
    /// <param name="now">When the views are refreshed.</param>
    /// <param name="targets">What stands in <c>sla_targets</c>.</param>
    public KnownAnswers(Organization organization, Schedule schedule, WallClock clock, DateTimeOffset now, IReadOnlyList<KnownTarget> targets)
    {
        (_workspace, _schedule, _clock, _nowMs) = (organization.Workspace, schedule, clock, now.ToUnixTimeMilliseconds());
        _facts = [.. organization.Conversations.Select(conversation => KnownFacts.Of(conversation, clock))];
        Views = new Dictionary<string, Func<IEnumerable<object?[]>>>
        {
            ["conversation_facts"] = Facts,
            ["daily_volume"] = DailyVolume,
            ["daily_backlog"] = DailyBacklog,
            ["response_times"] = ResponseTimes,
            ["queue_waits"] = QueueWaits,
            ["agent_load"] = AgentLoad,
            ["tag_trends"] = TagTrends,
            ["contact_reasons"] = ContactReasons,
            ["busiest_hours"] = BusiestHours,
            ["sla_attainment"] = () => SlaAttainment(targets),
            ["csat_daily"] = () => Ratings("csat", [], _ => []),
            ["csat_by_agent"] = () => Ratings("csat", [fact => fact.Conversation.AssigneeId], AgentOf),
            ["csat_by_queue"] = () => Ratings("csat", [fact => fact.Conversation.QueueId], QueueOf),
            ["nps_daily"] = () => Ratings("nps", [], _ => []),
            ["nps_by_agent"] = () => Ratings("nps", [fact => fact.Conversation.AssigneeId], AgentOf),
            ["nps_by_queue"] = () => Ratings("nps", [fact => fact.Conversation.QueueId], QueueOf),
            ["thumbs_daily"] = () => Ratings("thumbs", [], _ => []),
            ["thumbs_by_agent"] = () => Ratings("thumbs", [fact => fact.Conversation.AssigneeId], AgentOf),
            ["thumbs_by_queue"] = () => Ratings("thumbs", [fact => fact.Conversation.QueueId], QueueOf),
        };
    }

    /// <summary>The rows of each view, by its name; cells in the order of its columns.</summary>
    public IReadOnlyDictionary<string, Func<IEnumerable<object?[]>>> Views { get; }

    private DateOnly Today => _clock.DayOf(_nowMs);

    private DateOnly FirstDay => _facts.Min(fact => _clock.DayOf(fact.Conversation.CreatedAtMs));

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    /// <summary>The end of a day, in epoch milliseconds.</summary>
    private long EndOf(DateOnly day) => _ends.TryGetValue(day, out var end) ? end : _ends[day] = _clock.BeginOf(day.AddDays(1));

    private DateOnly? DayOf(long? ms) => ms is { } time ? _clock.DayOf(time) : null;

    private string? QueueName(Guid? id) => _workspace.Queues.Find(id)?.Name;

    private object?[] QueueOf(Guid? id) => [id, QueueName(id)];

    private object?[] AgentOf(Guid? id) => [id, _workspace.Agents.Find(id)?.DisplayName, TeamsOf(id).FirstOrDefault()];

    private List<string> TeamsOf(Guid? agent) => agent is { } id ? [.. _workspace.Teams.Rows.Where(team => team.MemberIds.Contains(id)).Select(team => team.Name).Order(StringComparer.Ordinal)] : [];

    private static string Word(Direction direction) => direction.ToString().ToLowerInvariant();
}
