using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>How the days of the range went: charts, each with its table beside it.</summary>
public static class TrendsPart
{
    private const double BestScore = 5;

    public static Html Draw(Snapshot snapshot, Trends trends, Period period, string range, bool isBusiness)
    {
        var labels = Enumerable.Range(0, period.Buckets).Select(bucket => Label(period, bucket)).ToList();
        return Html.Of($"""
            <section aria-labelledby="trends">
            <h2 id="trends">Trends <span class="quiet">{range}{(period.IsByWeek ? ", by week" : "")}</span></h2>
            {Volume(trends, labels)}
            {Backlog(trends, labels)}
            {FirstResponse(trends, labels, isBusiness)}
            {Satisfaction(trends, labels)}
            {Hours(snapshot, trends)}
            </section>
            """);
    }

    private static string Label(Period period, int bucket)
    {
        var (first, last) = (Period.Date(period.FirstDay(bucket)), Period.Date(period.LastDay(bucket)));
        return period.IsByWeek ? $"{Say.ShortDate(first)} – {Say.ShortDate(last)}" : Say.WeekdayDate(first);
    }

    private static Html Volume(Trends trends, List<string> labels) => Figure(
        "New and closed conversations",
        new Chart("New and closed conversations over time", labels, [Counted("New", SeriesShape.Columns, 1, trends.Created), Counted("Closed", SeriesShape.Line, 2, trends.Closed)], Counts(trends.Created.Concat(trends.Closed)), Whole),
        labels,
        ["New", "Reopened", "Closed"],
        bucket => [Say.Count(trends.Created[bucket]), Say.Count(trends.Reopened[bucket]), Say.Count(trends.Closed[bucket])]);

    private static Html Backlog(Trends trends, List<string> labels) => Figure(
        "Open at the end of the day",
        new Chart("Open conversations at the end of each day", labels, [Counted("Open", SeriesShape.Area, 1, trends.Open), Counted("Older than 7 days", SeriesShape.Line, 2, trends.Old)], Counts(trends.Open), Whole),
        labels,
        ["Open", "Older than 7 days"],
        bucket => [Say.Count(trends.Open[bucket]), Say.Count(trends.Old[bucket])]);

    private static Html FirstResponse(Trends trends, List<string> labels, bool isBusiness) => Figure(
        isBusiness ? "First response, in business hours" : "First response",
        new Chart(
            "Time to the first response, median and 90th percentile",
            labels,
            [new("90 % within", SeriesShape.Line, 2, [.. trends.FirstResponse.Select(each => (double?)each.Ninetieth)]), new("Median", SeriesShape.Line, 1, [.. trends.FirstResponse.Select(each => (double?)each.Median)])],
            ChartScale.Times(trends.FirstResponse.Max(each => each.Ninetieth) ?? 0),
            value => Say.Duration((long)value)),
        labels,
        ["Replies", "Median", "90 % within"],
        bucket => [Say.Count(trends.FirstResponse[bucket].Count), Say.Duration(trends.FirstResponse[bucket].Median), Say.Duration(trends.FirstResponse[bucket].Ninetieth)]);

    private static Html Satisfaction(Trends trends, List<string> labels) => Figure(
        "Satisfaction, 1 to 5",
        new Chart("Average satisfaction from 1 to 5", labels, [new("Average", SeriesShape.Line, 1, [.. trends.Satisfaction.Select(each => each.Average)])], new ChartScale(1, BestScore, 4), value => value % 1 == 0 ? Say.Count((long)value) : Say.Score(value)),
        labels,
        ["Answers", "Average", "Satisfied"],
        bucket => [Say.Count(trends.Satisfaction[bucket].Answered), Say.Score(trends.Satisfaction[bucket].Average), Say.Percent(trends.Satisfaction[bucket].SatisfiedShare)]);

    private static Html Hours(Snapshot snapshot, Trends trends) => Html.Of($"""
        <figure><h3>When customers write</h3><div class="pair"><div class="plot">
        {HeatMap.Draw("New conversations of customers by weekday and hour", trends.Hours)}
        </div>{TableMarkup.Scrolling($"When customers write: new conversations by hour and weekday, {snapshot.Freshness.TimeZone} time", [new("Hour", IsNumber: false), .. HeatMap.Weekdays.Select(weekday => new Heading(weekday))], Enumerable.Range(0, 24).Select(hour => (Html[])[TableMarkup.Cell(HeatMap.Hours(hour)), .. Enumerable.Range(0, 7).Select(weekday => TableMarkup.Cell(Say.Count(trends.Hours[weekday][hour])))]))}
        </div></figure>
        """);

    /// <summary>A chart with its table beside it. The latest comes first in the table, since it is what one looks for.</summary>
    private static Html Figure(string title, Chart chart, List<string> labels, string[] headings, Func<int, string[]> row) => Html.Of($"""
        <figure><h3>{title}</h3><div class="pair"><div class="plot">{chart.Legend()}{chart.Draw()}</div>
        {TableMarkup.Scrolling(title, [new("When", IsNumber: false), .. headings.Select(heading => new Heading(heading))], Enumerable.Range(0, labels.Count).Reverse().Select(bucket => (Html[])[TableMarkup.Cell(labels[bucket]), .. row(bucket).Select(TableMarkup.Cell)]))}
        </div></figure>
        """);

    private static ChartSeries Counted(string name, SeriesShape shape, int ink, int[] counts) => new(name, shape, ink, [.. counts.Select(count => (double?)count)]);

    private static ChartScale Counts(IEnumerable<int> counts) => ChartScale.Counts(counts.Max());

    private static string Whole(double value) => Say.Count((long)value);
}
