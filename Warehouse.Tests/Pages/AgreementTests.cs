using System.Globalization;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Numbers;
using Dixa.Warehouse.Views;
using Dixa.Warehouse.Views.Oracle;

namespace Dixa.Warehouse.Pages;

/// <summary>The page counts by itself, so that any filter is answered at once. What it counts is what the views say, in both databases.</summary>
public sealed class AgreementTests(PostgresCluster cluster)
{
    private const string Streams = "conversations,messages,activity_logs,business_hours_schedules,agents,queues,tags,teams,team_members";

    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task EveryNumberIsThatOfTheViews()
    {
        await using var simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions { Months = 8, Conversations = 600, EndUsers = 120, Now = Now, Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken);
        using var source = new ReadSource(simulator);
        var messages = await source.ReadAsync(Streams, Now.AddHours(1));
        using var sqlite = new SqliteDatabase();
        using var postgres = new PostgresDatabase(cluster);
        foreach (var database in new Database[] { sqlite, postgres })
        {
            await using var input = File.OpenRead(messages);
            new Written().Run(database, source.Catalog, input).Succeeded();
            using (var views = StoreFactory.Views(database.Config()))
            {
                new ViewRefresh(views, new ViewSettings("Europe/Copenhagen", "Office"), Now.AddHours(1)).Run();
            }

            using var page = StoreFactory.Page(database.Config());
            Compare(database, page.Read(SnapshotReader.Read)!);
        }
    }

    private static void Compare(Database database, Snapshot snapshot)
    {
        var days = new Period(snapshot.Today - 91, snapshot.Today);
        var all = Trends.Of(snapshot, new Selection(snapshot, new PageQuery()), days, isBusiness: false);
        Same(database, days, "daily_volume", "sum(created), sum(reopened), sum(closed)", bucket => $"{all.Created[bucket]}|{all.Reopened[bucket]}|{all.Closed[bucket]}", "0|0|0");
        Same(database, days, "daily_backlog", "sum(open), sum(open_7_to_29_days + open_30_days_or_more)", bucket => $"{all.Open[bucket]}|{all.Old[bucket]}", "0|0");
        Same(database, days, "csat_daily", "sum(offered), sum(answered), sum(score_sum), sum(satisfied)", bucket => Text(all.Satisfaction[bucket]), "0|0|0|0");
        var queues = Groups.Of(snapshot, new Selection(snapshot, new PageQuery()), days, isBusiness: false);
        for (var queue = 0; queue < snapshot.Queues.Count; queue++)
        {
            var of = snapshot.Queues[queue] is { } id ? $"queue_id = {ViewDatabase.Literal(id)}" : "queue_id IS NULL";
            foreach (var isBusiness in new[] { false, true })
            {
                var kind = isBusiness ? "business_seconds" : "seconds";
                var one = Trends.Of(snapshot, new Selection(snapshot, new PageQuery { Queue = snapshot.Queues[queue] ?? PageQuery.None }), days, isBusiness);
                Same(database, days, "response_times", $"max(replied), max(median_first_response_{kind}), max(p90_first_response_{kind})", bucket => Text(one.FirstResponse[bucket]), "0|null|null", $"{of} AND replied > 0");
            }

            var figures = queues.Queues[queue];
            Assert.Equal($"{figures.Queued}|{figures.Abandoned}", Total(database, days, "queue_waits", "coalesce(sum(queued), 0), coalesce(sum(abandoned), 0)", of));
            Assert.Equal($"{figures.Created}|{figures.Closed}", Total(database, days, "daily_volume", "coalesce(sum(created), 0), coalesce(sum(closed), 0)", of));
            Assert.Equal(Text(figures.Satisfaction), Total(database, days, "csat_by_queue", "coalesce(sum(offered), 0), coalesce(sum(answered), 0), coalesce(sum(score_sum), 0), coalesce(sum(satisfied), 0)", of));
        }

        for (var agent = 1; agent < snapshot.Agents.Count; agent++)
        {
            var figures = queues.Agents[agent];
            Assert.Equal($"{figures.Assigned}|{figures.Closed}", Total(database, days, "agent_load", "coalesce(sum(assigned), 0), coalesce(sum(closed), 0)", $"agent_id = {ViewDatabase.Literal(snapshot.Agents[agent])}"));
        }

        var hours = Trends.Of(snapshot, new Selection(snapshot, new PageQuery()), new Period(snapshot.Today - SnapshotReader.MostDays + 1, snapshot.Today), isBusiness: false).Hours;
        Assert.Equal(
            database.Query($"SELECT weekday, hour, conversations FROM {database.Name("busiest_hours")} ORDER BY 1, 2"),
            from weekday in Enumerable.Range(0, 7) from hour in Enumerable.Range(0, 24) select $"{weekday + 1}|{hour}|{hours[weekday][hour]}");
        var month = new Period(snapshot.Today - 27, snapshot.Today);
        Assert.Equal(
            database.Query($"SELECT reason, sum(conversations) FROM {database.Name("contact_reasons")} WHERE kind = 'tag' AND {Within(month)} GROUP BY reason").Order(StringComparer.Ordinal),
            TagCounts.Of(snapshot, new Selection(snapshot, new PageQuery()), month, int.MaxValue).Select(tag => $"{tag.Tag}|{tag.Count}").Order(StringComparer.Ordinal));
    }

    /// <summary>Compares each day of a view with the page's; days that the view has no row of are those of nothing.</summary>
    private static void Same(Database database, Period days, string view, string columns, Func<int, string> page, string nothing, string where = "1 = 1")
    {
        var rows = database.Query($"SELECT CAST(day AS text), {columns} FROM {database.Name(view)} WHERE {Within(days)} AND {where} GROUP BY day").ToDictionary(row => row.Split('|')[0], row => row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        Assert.NotEmpty(rows);
        Assert.Equal(
            Enumerable.Range(0, days.Days).Select(bucket => $"{view} {Day(days.From + bucket)}: {rows.GetValueOrDefault(Day(days.From + bucket)) ?? nothing}"),
            Enumerable.Range(0, days.Days).Select(bucket => $"{view} {Day(days.From + bucket)}: {page(bucket)}"));
    }

    private static string Total(Database database, Period days, string view, string columns, string where) => database.One($"SELECT {columns} FROM {database.Name(view)} WHERE {Within(days)} AND {where}");

    private static string Within(Period days) => $"day >= '{Day(days.From)}' AND day <= '{Day(days.To)}'";

    private static string Day(int day) => Period.Date(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(Satisfaction each) => string.Create(CultureInfo.InvariantCulture, $"{each.Offered}|{each.Answered}|{each.Sum}|{each.Satisfied}");

    private static string Text(Percentile each) => $"{each.Count}|{each.Median?.ToString(CultureInfo.InvariantCulture) ?? "null"}|{each.Ninetieth?.ToString(CultureInfo.InvariantCulture) ?? "null"}";
}
