using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>The day at a glance.</summary>
public static class TodayPart
{
    private static readonly Heading[] WaitingHeadings = [new("Waiting for"), new("Since", IsNumber: false), new("Conversation"), new("Channel", IsNumber: false), new("Queue", IsNumber: false), new("Agent", IsNumber: false)];

    public static Html Draw(Snapshot snapshot, Glance glance, bool isBusiness)
    {
        var weekday = Period.Date(snapshot.Today).DayOfWeek;
        var inHours = isBusiness ? ", business hours" : "";
        return Html.Of($"""
            <section aria-labelledby="today">
            <h2 id="today">Today so far</h2>
            <ul class="tiles">
            {Tile("Open now", Say.Count(glance.Open), Html.Of($"{Say.Change(glance.Open - glance.OpenLastWeek)} on last {weekday.ToString()}, {Say.Count(glance.Unassigned)} with nobody"))}
            {Tile("Waiting longest", Longest(snapshot, glance), Html.Of($"{(glance.WaitingCount == 0 ? "Everybody has a reply" : $"{Say.Count(glance.WaitingCount, "customer waits", "customers wait")} for a first {(snapshot.Freshness.HasMessages ? "reply" : "agent")}")}"))}
            {Tile("First response", Say.Duration(glance.FirstResponseToday.Median), Html.Of($"{Median(glance.FirstResponseToday.Count)}{inHours}; last {weekday.ToString()} by now {LastWeek(glance)}"))}
            {Tile("Satisfaction, 7 days", Say.Score(glance.Satisfaction.Average), Html.Of($"{Say.Percent(glance.Satisfaction.SatisfiedShare)} satisfied of {Say.Count(glance.Satisfaction.Answered, "answer", "answers")}; the 7 days before {Say.Score(glance.SatisfactionBefore.Average)}"))}
            {Tile("New today", Say.Count(glance.CreatedToday), Html.Of($"{Say.Change(glance.CreatedToday - glance.CreatedLastWeek)} on last {weekday.ToString()} by now; {Say.Count(glance.ClosedToday)} closed"))}
            </ul>
            {Waiting(snapshot, glance)}
            </section>
            """);
    }

    private static Html Tile(string name, string value, Html more) => Html.Of($"""<li class="tile"><h3>{name}</h3><p class="value">{value}</p><p class="more">{more}</p></li>""");

    private static string Median(int count) => count == 0 ? "no first reply yet" : $"median of {Say.Count(count)}";

    private static string LastWeek(Glance glance) => glance.FirstResponseLastWeek.Count is var count and > 0
        ? $"{Say.Duration(glance.FirstResponseLastWeek.Median)} of {Say.Count(count)}"
        : "none";

    private static string Longest(Snapshot snapshot, Glance glance) => Say.Duration(glance.Waiting is [var row, ..] ? Age(snapshot, row) : null);

    private static long Age(Snapshot snapshot, int row) => Math.Max(0, (snapshot.Freshness.AsOfMs - snapshot.Conversations.CreatedMs[row]) / 1000);

    private static Html Waiting(Snapshot snapshot, Glance glance) => glance.Waiting.Count == 0 ? Html.Empty : Html.Of($"""
        <h3>Waiting longest</h3>
        {TableMarkup.Scrolling("Customers who wait longest for a first reply", WaitingHeadings, glance.Waiting.Select(row => Row(snapshot, row)), isTall: false)}
        """);

    private static Html[] Row(Snapshot snapshot, int row)
    {
        var all = snapshot.Conversations;
        return
        [
            TableMarkup.Cell(Say.Duration(Age(snapshot, row))),
            TableMarkup.Cell(Say.DateAndTime(snapshot.Clock.At(all.CreatedMs[row]))),
            Html.Of($"{all.Id[row]}"),
            TableMarkup.Cell(snapshot.Channels[all.Channel[row]] is { } channel ? Say.Word(channel) : Say.Nothing),
            TableMarkup.Name(snapshot.QueueName(all.Queue[row])),
            TableMarkup.Name(snapshot.AgentName(all.Agent[row])),
        ];
    }
}
