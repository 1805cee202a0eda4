using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Suites;

/// <summary>How long the views take: to be refreshed by the warehouse, and to be read by the client that comes with the database.</summary>
public sealed class ViewsSuite : ISuite
{
    private const int Conversations = 600_000;

    private const int ChangedMessages = 10_000;

    private const string Anew = "refresh, everything computed anew";

    private const string Again = "refresh, nothing has changed";

    private const string Changed = "refresh, 10,000 messages changed";

    private const string FirstLoad = "page, first load";

    private const string SamePage = "page, the same again";

    private const string OtherFilters = "page, another filter";

    private const string SlowestFilter = "page, the slowest filter";

    private const string AMonth = ", a month of it";

    private static readonly string[] Databases = ["PostgreSQL", "SQLite"];

    private static readonly string[] Refreshes = [Anew, Again, Changed];

    private static readonly string[] OfPage = [FirstLoad, SamePage, OtherFilters, SlowestFilter];

    /// <summary>The views, in the order of <c>docs/answers.md</c>.</summary>
    public static IReadOnlyList<string> Views { get; } =
    [
        "conversation_facts", "daily_volume", "daily_backlog", "response_times", "csat_daily", "csat_by_agent", "csat_by_queue", "nps_daily", "nps_by_agent", "nps_by_queue",
        "thumbs_daily", "thumbs_by_agent", "thumbs_by_queue", "agent_load", "queue_waits", "tag_trends", "contact_reasons", "busiest_hours", "sla_attainment",
    ];

    public string Name => "views";

    public IReadOnlyList<string> Columns { get; } = ["what", "rows", "seconds", "peak MB"];

    public IReadOnlyList<string> Rows { get; } = [.. Databases.SelectMany(database => Refreshes.Concat(Views.Select(Shown)).Concat(OfPage).Select(what => RowOf(database, what)))];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var database in Databases)
        {
            Workbench.Say($"  {database}");
            using var target = database == "SQLite" ? new SqliteTarget(bench) : (ITarget?)PostgresTarget.Start(bench);
            rows.AddRange(target is null
                ? Rows.Where(row => row.StartsWith(database, StringComparison.Ordinal)).Select(row => (IReadOnlyList<string>)[row, .. Columns.Skip(1).Select(_ => "")])
                : await MeasureAsync(bench, target, database));
        }

        return new Report(
            rows,
            $"{Figure.Count(bench.Scaled(Conversations))} conversations of a year with {Figure.Count((double)bench.Scaled(Conversations) * AnswerLoad.MessagesEach)} messages, as many entries of the activity log, and four targets. A refresh is `dixa-warehouse views`, once; a view is read whole by `psql` or `sqlite3` into a pipe, the median of {bench.Runs} runs, the start of the client included. The page is asked for by HTTP, each of {Figure.Count(ServedPage.Filters.Count)} filters once: the median and the slowest.");
    }

    private static string RowOf(string database, string what) => $"{database}, {what}";

    private static string Shown(string view) => view == "conversation_facts" ? view + AMonth : view;

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> MeasureAsync(Workbench bench, ITarget target, string database)
    {
        var conversations = bench.Scaled(Conversations);
        var load = new AnswerLoad(target, database == "PostgreSQL", conversations);
        await MakeTablesAsync(bench, target);
        load.Fill();
        var rows = new List<IReadOnlyList<string>>();
        var refresh = Refresh(bench, target);
        foreach (var what in Refreshes)
        {
            if (what == Changed)
            {
                load.Touch(Math.Min(ChangedMessages, conversations));
            }

            target.Settle();
            var measurement = await Measurement.OfAsync(bench, refresh);
            rows.Add([RowOf(database, what), Figure.Count(conversations), Figure.Of(measurement.Wall.TotalSeconds), Figure.Megabytes(measurement.PeakBytes)]);
            Workbench.Say($"    {rows[^1][0]}: {rows[^1][2]} s");
        }

        target.Ask($"INSERT INTO {target.Table("sla_targets")} (queue, channel, measure, target_seconds) VALUES (NULL, NULL, 'first_response', 3600), (NULL, 'email', 'first_response_business', 14400), ('Queue 3', NULL, 'waiting', 300), (NULL, NULL, 'resolution_business', 57600)");
        foreach (var view in Views)
        {
            var month = $"'{DateTimeOffset.UtcNow.AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";
            var query = $"SELECT * FROM {target.Table(view)}{(Shown(view) == view ? "" : $" WHERE created_day >= {month}")}";
            var count = double.Parse(target.Ask($"SELECT count(*) FROM ({query}) AS each"), CultureInfo.InvariantCulture);
            var runs = new List<double>();
            for (var run = 0; run < bench.Runs; run++)
            {
                runs.Add((await Measurement.OfAsync(bench, target.Read(query))).Wall.TotalSeconds);
            }

            rows.Add([RowOf(database, Shown(view)), Figure.Count(count), Figure.Of(Figure.Median(runs)), ""]);
            Workbench.Say($"    {rows[^1][0]}: {rows[^1][2]} s");
        }

        rows.AddRange(await VisitAsync(bench, target, database, conversations));
        target.Clear();
        return rows;
    }

    /// <summary>Has the page served: the first load reads the numbers, and another filter draws them anew.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> VisitAsync(Workbench bench, ITarget target, string database, int conversations)
    {
        using var page = await ServedPage.StartAsync(bench, Config(bench, target));
        var first = await page.AskAsync("/");
        var again = new List<double>();
        for (var run = 0; run < bench.Runs; run++)
        {
            again.Add((await page.AskAsync("/")).TotalSeconds);
        }

        var others = new List<double>();
        foreach (var filter in ServedPage.Filters)
        {
            others.Add((await page.AskAsync(filter)).TotalSeconds);
        }

        var peak = Figure.Megabytes(page.PeakBytes);
        return
        [
            [RowOf(database, FirstLoad), Figure.Count(conversations), Figure.Of(first.TotalSeconds), peak],
            [RowOf(database, SamePage), Figure.Count(conversations), Figure.Of(Figure.Median(again)), peak],
            [RowOf(database, OtherFilters), Figure.Count(conversations), Figure.Of(Figure.Median(others)), peak],
            [RowOf(database, SlowestFilter), Figure.Count(conversations), Figure.Of(others.Max()), peak],
        ];
    }

    private static Command Refresh(Workbench bench, ITarget target) => new(Workbench.Warehouse, ["views", "--config", Config(bench, target)]);

    private static string Config(Workbench bench, ITarget target)
    {
        var config = bench.NewPath("config.json");
        File.WriteAllText(config, new JsonObject { ["database"] = target.Setting, ["schema"] = PostgresTarget.Schema }.ToJsonString());
        return config;
    }

    /// <summary>Has the warehouse make the tables of the streams.</summary>
    private static async Task MakeTablesAsync(Workbench bench, ITarget target)
    {
        target.Clear();
        var (catalog, nothing) = (bench.NewPath("catalog.json"), bench.NewPath("messages.jsonl"));
        await File.WriteAllTextAsync(catalog, Shell.Run(Workbench.Connector, "discover", "--configured", "--streams", AnswerLoad.Streams));
        // An input without any message would be an error: a source that has said nothing.
        await File.WriteAllTextAsync(nothing, """{"type":"LOG","log":{"level":"INFO","message":"nothing"}}""");
        await Measurement.OfAsync(bench, new WriteOrder(target, catalog).Command(bench, nothing));
    }
}
