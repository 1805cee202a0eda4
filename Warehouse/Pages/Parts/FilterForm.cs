using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>The form that asks for the page: each choice stands in the address, so that it can be kept and sent.</summary>
public static class FilterForm
{
    private const string All = "";

    public static Html Draw(Snapshot snapshot, PageQuery query, Period period)
    {
        var teams = snapshot.AgentNames.Values.Select(agent => agent.Team).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase).ToList();
        return Html.Of($"""
            <form id="filters" method="get" action="./" aria-label="What to show">
            {Choice("range", "Range", query.Days is { } days ? $"{days}" : "custom", [.. PageQuery.Ranges.Select(range => ($"{range}", $"Last {(range < 91 ? $"{range} days" : range < 364 ? "3 months" : "12 months")}")), ("custom", "From – to")])}
            <p class="field dates"><label for="from">From</label><input type="date" id="from" name="from" value="{PageQuery.Text(query.Days is null ? Period.Date(period.From) : null)}"></p>
            <p class="field dates"><label for="to">To</label><input type="date" id="to" name="to" value="{PageQuery.Text(query.Days is null ? Period.Date(period.To) : null)}"></p>
            {Choice("queue", "Queue", query.Queue ?? All, [(All, "All queues"), .. Options(snapshot.Queues, snapshot.QueueName, "No queue")])}
            {Choice("channel", "Channel", query.Channel ?? All, [(All, "All channels"), .. Options(snapshot.Channels, number => Say.Word(snapshot.Channels[number]!), "No channel")])}
            {Choice("direction", "Direction", query.Direction ?? All, [(All, "Both directions"), .. Options(snapshot.Directions, number => Say.Word(snapshot.Directions[number]!), "No direction")])}
            {(teams.Count == 0 && query.Team is null ? null : Choice("team", "Team", query.Team ?? All, [(All, "All teams"), .. teams.Select(team => (team, team)), (PageQuery.None, "No team")]))}
            {Choice("agent", "Agent", query.Agent ?? All, [(All, "All agents"), .. Options(snapshot.Agents, snapshot.AgentName, "Nobody")])}
            {(snapshot.Freshness.BusinessHours is null ? null : Choice("hours", "Times", query.IsBusiness ? "business" : All, [(All, "Around the clock"), ("business", "In business hours")]))}
            <p class="field buttons"><button type="submit">Show</button> <a href="./">Reset</a></p>
            </form>
            """);
    }

    private static IEnumerable<(string Value, string Text)> Options(NameList names, Func<int, string> text, string none) =>
        Enumerable.Range(1, names.Count - 1).Select(number => (names[number]!, text(number))).OrderBy(option => option.Item2, StringComparer.OrdinalIgnoreCase).ThenBy(option => option.Item1, StringComparer.Ordinal)
            .Append((PageQuery.None, none));

    private static Html Choice(string name, string label, string chosen, List<(string Value, string Text)> options)
    {
        // What is asked for is shown, also where there is no such thing (any more).
        if (!options.Exists(option => option.Value == chosen))
        {
            options.Add((chosen, chosen));
        }

        return Html.Of($"""
            <p class="field"><label for="{name}">{label}</label><select id="{name}" name="{name}">{options.Select(option => Html.Of($"""<option value="{option.Value}"{(option.Value == chosen ? Html.Of($" selected") : null)}>{option.Text}</option>"""))}</select></p>
            """);
    }
}
