using System.Globalization;
using Dixa.Benchmarks.Deliveries;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Suites;

/// <summary>A thousand deliveries a second for a minute: how long the answers take, which come after the commit, and whether anything is lost.</summary>
public sealed class WebhooksSuite : ISuite
{
    private const int PerSecond = 1_000;

    private const int Seconds = 60;

    private const int Others = 500;

    /// <summary>Delivered before, so that what is compiled when it is first run is compiled.</summary>
    private const int Warmup = 2_000;

    private static readonly string[] Databases = ["PostgreSQL", "SQLite"];

    private static readonly string[] Cases = ["alone", $"beside {Others} connections that say nothing, or a byte a second", "beside a run that writes to the same database"];

    public string Name => "webhooks";

    public IReadOnlyList<string> Columns { get; } = ["what", "deliveries", "a second", "median ms", "99 % within ms", "slowest ms", "not answered 200", "missing", "CPU seconds", "peak MB"];

    public IReadOnlyList<string> Rows { get; } = [.. Databases.SelectMany(database => Cases.Select(each => RowOf(database, each)))];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var database in Databases)
        {
            foreach (var each in Cases)
            {
                using var target = database == "SQLite" ? new SqliteTarget(bench) : (ITarget?)PostgresTarget.Start(bench);
                Workbench.Say($"  {RowOf(database, each)}");
                rows.Add(target is null ? [RowOf(database, each), .. Columns.Skip(1).Select(_ => "")] : await MeasureAsync(bench, target, RowOf(database, each), each));
            }
        }

        return new Report(
            rows,
            $"`dixa-warehouse sync --listen`, once each, and {Figure.Count(Warmup)} deliveries before. Events of 1.2 KB come at an even rate, whether or not those before are answered, over 64 connections; times are from the moment at which an event was due until its answer, which comes after its commit. Who delivers and the database work on the same processors.");
    }

    private static string RowOf(string database, string each) => $"{database}, {each}";

    private static async Task<IReadOnlyList<string>> MeasureAsync(Workbench bench, ITarget target, string name, string each)
    {
        var count = bench.Scaled(PerSecond * Seconds);
        using var warehouse = await ReceivingWarehouse.StartAsync(bench, target, isWriting: each == Cases[2]);
        using var load = new DeliveryLoad(warehouse.Port, warehouse.Secret);
        await load.SendAsync(count, Warmup, PerSecond / 2);
        await using var others = new Bystanders(warehouse.Port, each == Cases[1] ? Others : 0);
        await others.ReadyAsync();
        var before = warehouse.ProcessorTime;
        var (milliseconds, refused) = await load.SendAsync(0, count, PerSecond);
        var used = warehouse.ProcessorTime - before;

        // Each once: what has come twice would be one too many.
        var kept = int.Parse(target.Ask($"SELECT count(*) FROM {target.Table("webhook_events")} WHERE csid < {count.ToString(CultureInfo.InvariantCulture)}"), CultureInfo.InvariantCulture);
        if (each == Cases[2] && long.Parse(target.Ask($"SELECT count(*) FROM {target.Table("people")}"), CultureInfo.InvariantCulture) < count / PerSecond)
        {
            throw new InvalidOperationException("The run beside the deliveries has written hardly anything.");
        }

        return
        [
            name,
            Figure.Count(count),
            Figure.Count(PerSecond),
            Figure.Of(At(milliseconds, 0.5)),
            Figure.Of(At(milliseconds, 0.99)),
            Figure.Of(At(milliseconds, 1)),
            Figure.Count(refused),
            Figure.Count(milliseconds.Count - kept),
            Figure.Of(used.TotalSeconds),
            Figure.Megabytes(warehouse.PeakBytes),
        ];
    }

    private static double At(IReadOnlyList<double> ordered, double share) => ordered.Count == 0 ? 0 : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * share))];
}
