using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Warehouses;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Benchmarks.Suites;

/// <summary>A year of an organisation, all streams, from an empty directory to tables by one command; then the same command again.</summary>
public sealed class YearSuite : ISuite
{
    private const int Conversations = 5_000;

    /// <summary>Far beyond Dixa's own limits, so that the time is that of the programs.</summary>
    private const int RequestsPerSecond = 1_000;

    /// <summary>What Dixa answers in a second; exports are a matter of minutes and go on meanwhile.</summary>
    private const int DixaRequestsPerSecond = 10;

    private static readonly string[] Databases = ["SQLite", "PostgreSQL"];

    private static readonly string[] Syncs = ["from nothing", "the same again"];

    public string Name => "year";

    public IReadOnlyList<string> Columns { get; } = ["what", "tables", "rows", "records written", "requests", "seconds", "hours at Dixa's limit", "peak MB", "MB of database"];

    public IReadOnlyList<string> Rows { get; } = [.. Databases.SelectMany(database => Syncs.Select(sync => RowOf(database, sync)))];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var options = new SimulatorOptions { Conversations = bench.Scaled(Conversations), EndUsers = bench.Scaled(Conversations / 4), Months = 12, Limits = RateLimits.None };
        await using var server = await SimulatorServer.StartAsync(options);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var database in Databases)
        {
            Workbench.Say($"  {database}");
            using var target = database == "SQLite" ? new SqliteTarget(bench) : (ITarget?)PostgresTarget.Start(bench);
            var command = target is null ? null : Sync(bench, target, server);
            foreach (var sync in Syncs)
            {
                rows.Add(command is null ? [RowOf(database, sync), .. Columns.Skip(1).Select(_ => "")] : await MeasureAsync(bench, target!, server, command, RowOf(database, sync)));
            }
        }

        return new Report(
            rows,
            $"`dixa-warehouse sync --streams all`, once each, of a simulated organisation with {Figure.Count(options.Conversations)} conversations a year, at up to {Figure.Count(RequestsPerSecond)} requests a second and as many exports as it takes. The simulator works on the same processors. The peak is that of `dixa-warehouse`.");
    }

    private static string RowOf(string database, string sync) => $"{database}, {sync}";

    private static Command Sync(Workbench bench, ITarget target, SimulatorServer server)
    {
        var config = bench.NewPath("config.json");
        File.WriteAllText(config, new JsonObject
        {
            ["database"] = target.Setting,
            ["schema"] = PostgresTarget.Schema,
            ["source"] = new JsonObject
            {
                ["api_token"] = server.Options.Token,
                ["start_date"] = DateTimeOffset.UtcNow.AddDays(-366).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["dixa_api_url"] = server.Url.AbsoluteUri,
                ["exports_api_url"] = server.Url.AbsoluteUri,
                ["exports_requests_per_minute"] = 6_000,
                ["api_requests_per_second"] = RequestsPerSecond,
            },
        }.ToJsonString());
        return new Command(Workbench.Warehouse, ["sync", "--config", config, "--streams", "all", "--source", Workbench.Connector]);
    }

    private static async Task<IReadOnlyList<string>> MeasureAsync(Workbench bench, ITarget target, SimulatorServer server, Command command, string name)
    {
        server.Requests.Clear();
        var measurement = await Measurement.OfAsync(bench, command);
        var requests = server.Requests.All.Count;
        var tables = target.Ask($"SELECT table_name FROM {target.Table("_sync_streams")} WHERE table_name IS NOT NULL").Split('\n');
        var rows = tables.Sum(table => long.Parse(target.Ask($"SELECT count(*) FROM {target.Table(table)}"), CultureInfo.InvariantCulture));
        var written = long.Parse(target.Ask($"SELECT records FROM {target.Table("_sync_runs")} ORDER BY began_at DESC LIMIT 1"), CultureInfo.InvariantCulture);
        return
        [
            name,
            Figure.Count(tables.Length),
            Figure.Count(rows),
            Figure.Count(written),
            Figure.Count(requests),
            Figure.Of(measurement.Wall.TotalSeconds),
            Figure.Of(TimeSpan.FromSeconds((double)requests / DixaRequestsPerSecond).TotalHours),
            Figure.Megabytes(measurement.PeakBytes),
            Figure.Of(target.Bytes() / 1e6),
        ];
    }
}
