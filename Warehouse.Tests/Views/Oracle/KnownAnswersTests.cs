using System.Globalization;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>
/// Each cell of each view, in both databases, is what the simulator's own objects say: after a first sync, and after a second one of an organisation that
/// has changed, where the views are brought up to date and not computed anew.
/// </summary>
public sealed class KnownAnswersTests(PostgresCluster cluster)
{
    private const string Streams = "conversations,messages,activity_logs,business_hours_schedules,agents,queues,tags,teams,team_members";

    /// <summary>Fourteen months back from here the clocks change three times, and Christmas and New Year lie on weekdays.</summary>
    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<KnownTarget> Targets =
    [
        new(null, null, "first_response", 3600), new(null, "email", "first_response_business", 4 * 3600), new(null, null, "waiting", 300), new(null, null, "waiting_business", 60),
        new(null, null, "handling", 86_400), new(null, "widgetchat", "handling_business", 7200), new(null, null, "first_resolution", 86_400), new(null, null, "first_resolution_business", 28_800),
        new(null, null, "resolution", 172_800), new(null, "email", "resolution_business", 57_600),
    ];

    /// <summary>A seed, its business hours and their time zone. Lord Howe's clocks change by half an hour, so that is the one where somebody waits.</summary>
    public static TheoryData<int, string, string> Organisations { get; } =
        [.. new[] { (3, "Office", "Australia/Lord_Howe"), (1, "Office", "Europe/Copenhagen"), (2, "Hotline 24/7 ☎️", "America/New_York") }.Take(Effort.Cases(whole: 3, quick: 1))];

    [Theory]
    [MemberData(nameof(Organisations))]
    public async Task EachCellIsWhatTheSimulatorKnows(int seed, string business, string zone)
    {
        await using var simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions { Seed = seed, Months = 14, Conversations = 700, EndUsers = 150, Now = Now, Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken);
        using var sqlite = new SqliteDatabase();
        using var postgres = new PostgresDatabase(cluster);
        Database[] databases = [sqlite, postgres];
        using var source = new ReadSource(simulator);
        IReadOnlyList<KnownTarget> targets = [.. Targets, new(simulator.Organization.Workspace.Queues.Rows[0].Name, null, "waiting", 120), new(simulator.Organization.Workspace.Queues.Rows[1].Id.ToString(), null, "first_response", 900)];

        var cells = await SyncAsync(Now.AddHours(1), isFirst: true);
        simulator.Organization.Change(Now.AddHours(2), 80);
        simulator.Organization.Change(Now.AddHours(3), 80);
        simulator.Organization.Change(Now.AddDays(1), 80);
        cells += await SyncAsync(Now.AddDays(2), isFirst: false);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {cells:N0} cells of {ViewScripts.Views("Sqlite").Count} views in 2 databases are equal"));

        async Task<long> SyncAsync(DateTimeOffset now, bool isFirst)
        {
            var messages = await source.ReadAsync(Streams, now);
            var reports = new List<ViewReport>();
            foreach (var database in databases)
            {
                using var input = File.OpenRead(messages);
                new Written().Run(database, source.Catalog, input).Succeeded();
                if (isFirst)
                {
                    Refresh(database, now, business, zone);
                    database.Run($"INSERT INTO {database.Name("sla_targets")} (queue, channel, measure, target_seconds) VALUES {string.Join(", ", targets.Select(Row))}");
                    Age(database);
                }

                reports.Add(Refresh(database, now, business, zone));
                Age(database);
            }

            // The second time only what has changed is computed.
            Assert.All(reports, report => Assert.InRange(report.Computed, isFirst ? 0 : 100, isFirst ? 0 : 400));
            return Compare(simulator.Organization, business, zone, now, targets, databases);
        }
    }

    private static string Row(KnownTarget target) => string.Create(CultureInfo.InvariantCulture, $"({ViewDatabase.Literal(target.Queue)}, {ViewDatabase.Literal(target.Channel)}, '{target.Measure}', {target.Seconds})");

    private static ViewReport Refresh(Database database, DateTimeOffset now, string business, string zone)
    {
        using var views = StoreFactory.Views(database.Config());
        return new ViewRefresh(views, new ViewSettings(zone, business), now).Run()!;
    }

    /// <summary>What is there was written long ago: a refresh looks an hour back.</summary>
    private static void Age(Database database)
    {
        foreach (var table in new[] { "conversations", "messages", "activity_logs" })
        {
            database.Run($"UPDATE {database.Name(table)} SET _loaded_at = '2025-01-01T00:00:00.000Z'");
        }
    }

    private static long Compare(Organization organization, string business, string zone, DateTimeOffset now, IReadOnlyList<KnownTarget> targets, Database[] databases)
    {
        var schedule = organization.Workspace.Schedules.Rows.Single(each => each.Name == business);
        var clock = new WallClock(schedule, zone, Now.AddMonths(-16), now.AddDays(2));
        var known = new KnownAnswers(organization, schedule, clock, now, targets);
        Assert.Equal(ViewScripts.Views("Postgres").Keys.Order(StringComparer.Ordinal), known.Views.Keys.Order(StringComparer.Ordinal));
        var cells = 0L;
        foreach (var (view, rows) in known.Views)
        {
            List<string> expected = [.. rows().Select(row => string.Join('|', row.Select(Cells.Of))).Order(StringComparer.Ordinal)];
            foreach (var database in databases)
            {
                var columns = 0;
                List<string> found = [.. database.Read($"SELECT * FROM {database.Name(view)}").Select(row =>
                {
                    columns = row.Length;
                    return string.Join('|', row.Select(Cells.Of));
                }).Order(StringComparer.Ordinal)];
                var (missing, invented) = (expected.Except(found).Take(3).ToList(), found.Except(expected).Take(3).ToList());
                Assert.True(missing.Count == 0 && invented.Count == 0, $"{view} in {database.GetType().Name}\nknown, and not found:\n{string.Join('\n', missing)}\nfound, and not known:\n{string.Join('\n', invented)}");
                Assert.Equal(expected.Count, found.Count);
                Assert.NotEmpty(found);
                cells += (long)found.Count * columns;
            }
        }

        return cells;
    }
}
