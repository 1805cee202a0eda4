using System.Globalization;
using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Suites;

/// <summary>How fast the warehouse writes messages to a database, next to the loader that comes with the database and has them as rows already.</summary>
/// <param name="start">Starts the database; null where it is not installed.</param>
public sealed class LoadSuite(string name, string database, string loader, Func<Workbench, ITarget?> start) : ISuite
{
    /// <summary>Rows that an incremental run changes.</summary>
    private const int ChangedRows = 10_000;

    private const string Append = "append";

    private const string Deduplicated = "append_dedup";

    /// <summary>What is done to a table, one after the other.</summary>
    private static readonly string[] Steps =
        ["append", "dedup, into an empty table", "dedup, the same rows again", "dedup, every row changed", $"dedup, {ChangedRows:#,0} rows changed"];

    public string Name => name;

    public IReadOnlyList<string> Columns { get; } =
        ["what", "records", "MB", "seconds", "records/s", $"seconds of {loader}", $"times {loader}", $"times {loader} with the key", "CPU seconds", "peak MB"];

    public IReadOnlyList<string> Rows { get; } = [.. StreamLoad.All.SelectMany(load => Steps.Select(step => RowOf(load, step)))];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        using var target = start(bench);
        if (target is null)
        {
            return new Report([.. Rows.Select(row => (IReadOnlyList<string>)[row, .. Columns.Skip(1).Select(_ => "")])], $"{database} is not installed.");
        }

        var rows = new List<IReadOnlyList<string>>();
        foreach (var load in StreamLoad.All)
        {
            Workbench.Say($"  {load.Name}");
            rows.AddRange(await MeasureAsync(bench, target, load));
        }

        return new Report(
            rows,
            $"The median of {bench.Runs} runs. In each run everything is done in turn, with the database settled before each: `{target.Loader}` of the same rows into a table without a key, the same into one with the key, and `dixa-warehouse write` of the file of messages. Rows are counted after each.");
    }

    private static string RowOf(StreamLoad load, string step) => $"{load.Name}, {step}";

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> MeasureAsync(Workbench bench, ITarget target, StreamLoad load)
    {
        var records = bench.Scaled(load.Records);
        var changed = Math.Min(records, ChangedRows);
        var nothing = load.WriteMessages(bench, records: 0);
        var converted = load.WriteRows(bench, records, target.Encode);
        string[] files = [load.WriteMessages(bench, records), load.WriteMessages(bench, records, changes: 1), load.WriteMessages(bench, records, changes: 2, step: records / changed)];
        var (append, dedup) = (new WriteOrder(target, load.WriteCatalog(bench, Append)), new WriteOrder(target, load.WriteCatalog(bench, Deduplicated)));
        var runs = new List<LoadRun>();
        for (var run = 0; run < bench.Runs; run++)
        {
            var plain = await CopyAsync(append);
            var appended = await WriteAsync(append, files[0], isNew: true);
            var keyed = await CopyAsync(dedup);
            runs.Add(new LoadRun(plain, keyed,
            [
                appended,
                await WriteAsync(dedup, files[0], isNew: true),
                await WriteAsync(dedup, files[0], isNew: false),
                await WriteAsync(dedup, files[1], isNew: false),
                await WriteAsync(dedup, files[2], isNew: false),
            ]));
            Workbench.Say($"    {runs[^1]}");
        }

        target.Clear();
        foreach (var file in files.Append(converted))
        {
            File.Delete(file);
        }

        return [.. Steps.Select((_, i) => Row(i, i == Steps.Length - 1 ? changed : records))];

        async Task<Measurement> CopyAsync(WriteOrder order)
        {
            target.Clear();
            await Measurement.OfAsync(bench, order.Command(bench, nothing));
            target.Settle();
            return Count(await Measurement.OfAsync(bench, target.Load(load.Stream, converted)));
        }

        async Task<Measurement> WriteAsync(WriteOrder order, string file, bool isNew)
        {
            if (isNew)
            {
                target.Clear();
            }

            target.Settle();
            return Count(await Measurement.OfAsync(bench, order.Command(bench, file)));
        }

        Measurement Count(Measurement measurement)
        {
            var count = long.Parse(target.Ask($"SELECT count(*) FROM {target.Table(load.Stream)}"), CultureInfo.InvariantCulture);
            return count == records ? measurement : throw new InvalidOperationException($"{load.Name}: {count} rows in {target.Name} out of {records}");
        }

        string[] Row(int step, int count)
        {
            var seconds = Figure.Median(runs.Select(run => run.Steps[step].Wall.TotalSeconds));
            var isWhole = step < Steps.Length - 1;
            return
            [
                RowOf(load, Steps[step]),
                Figure.Count(count),
                Figure.Megabytes((double)count * load.LineBytes),
                Figure.Of(seconds),
                Figure.Count(count / seconds),
                isWhole ? Figure.Of(Figure.Median(runs.Select(run => run.Plain.Wall.TotalSeconds))) : "",
                isWhole ? Figure.Of(Figure.Median(runs.Select(run => run.Steps[step].Wall / run.Plain.Wall))) : "",
                isWhole && step > 0 ? Figure.Of(Figure.Median(runs.Select(run => run.Steps[step].Wall / run.Keyed.Wall))) : "",
                Figure.Of(Figure.Median(runs.Select(run => run.Steps[step].Processor.TotalSeconds))),
                Figure.Megabytes(runs.Max(run => run.Steps[step].PeakBytes)),
            ];
        }
    }
}
