using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>The range by queue and by agent.</summary>
public static class GroupsPart
{
    /// <summary>More than so many agents are not shown at once.</summary>
    private const int MostAgents = 60;

    private static readonly Heading[] OfQueues =
    [
        new("Queue", IsNumber: false), new("New"), new("", IsNumber: false), new("Closed"), new("Open now"), new("First response"), new("90 % within"), new("Abandoned"), new("Satisfaction"), new("Answers"),
    ];

    private static readonly Heading[] OfAgents =
    [
        new("Agent", IsNumber: false), new("Team", IsNumber: false), new("Closed"), new("", IsNumber: false), new("Assigned"), new("Open now"), new("First response"), new("Handling"), new("Satisfaction"), new("Answers"),
    ];

    public static Html Draw(Snapshot snapshot, Groups groups, string range, bool isBusiness)
    {
        var queues = Order(groups.Queues, figures => figures.Created, snapshot.QueueName);
        var agents = Order(groups.Agents, figures => figures.Closed, snapshot.AgentName);
        var (mostCreated, mostClosed) = (groups.Queues.Max(each => each.Created), groups.Agents.Max(each => each.Closed));
        var times = isBusiness ? "Times are medians, in business hours." : "Times are medians.";
        return Html.Of($"""
            <section aria-labelledby="queues"><h2 id="queues">By queue <span class="quiet">{range}. {times}</span></h2>
            {Table("By queue", OfQueues, queues.Select(queue => Row(snapshot.QueueName(queue), groups.Queues[queue], mostCreated)))}
            </section>
            <section aria-labelledby="agents"><h2 id="agents">By agent <span class="quiet">{range}. {times}</span></h2>
            {Table("By agent", OfAgents, agents.Take(MostAgents).Select(agent => Row(snapshot, agent, groups.Agents[agent], mostClosed)))}
            {(agents.Count > MostAgents ? Html.Of($"""<p class="quiet">{Say.Count(agents.Count - MostAgents)} more with fewer closed: choose a team to see them.</p>""") : null)}
            </section>
            """);
    }

    private static List<int> Order(GroupFigures[] groups, Func<GroupFigures, int> by, Func<int, string> name) =>
        [.. Enumerable.Range(0, groups.Length).Where(number => !groups[number].IsEmpty).OrderBy(number => number == 0).ThenByDescending(number => by(groups[number])).ThenBy(name, StringComparer.Ordinal)];

    private static Html Table(string caption, Heading[] headings, IEnumerable<IReadOnlyList<Html>> rows) =>
        rows.Any() ? TableMarkup.Scrolling(caption, headings, rows, isTall: false) : Html.Of($"""<p class="quiet">No conversation matches.</p>""");

    private static Html[] Row(string name, GroupFigures figures, int most) =>
    [
        TableMarkup.Name(name), TableMarkup.Cell(Say.Count(figures.Created)), Bar.Of(figures.Created, most), TableMarkup.Cell(Say.Count(figures.Closed)), TableMarkup.Cell(Say.Count(figures.Open)),
        TableMarkup.Cell(Say.Duration(figures.FirstResponse.Median)), TableMarkup.Cell(Say.Duration(figures.FirstResponse.Ninetieth)),
        TableMarkup.Cell(figures.Queued == 0 ? Say.Nothing : Say.Percent((double)figures.Abandoned / figures.Queued)),
        TableMarkup.Cell(Say.Score(figures.Satisfaction.Average)), TableMarkup.Cell(Say.Count(figures.Satisfaction.Answered)),
    ];

    private static Html[] Row(Snapshot snapshot, int agent, GroupFigures figures, int most) =>
    [
        TableMarkup.Name(snapshot.AgentName(agent)), TableMarkup.Name(snapshot.TeamOf(agent) ?? Say.Nothing), TableMarkup.Cell(Say.Count(figures.Closed)), Bar.Of(figures.Closed, most),
        TableMarkup.Cell(Say.Count(figures.Assigned)), TableMarkup.Cell(Say.Count(figures.Open)), TableMarkup.Cell(Say.Duration(figures.FirstResponse.Median)), TableMarkup.Cell(Say.Duration(figures.Handling.Median)),
        TableMarkup.Cell(Say.Score(figures.Satisfaction.Average)), TableMarkup.Cell(Say.Count(figures.Satisfaction.Answered)),
    ];
}
