using Dixa.Benchmarks.Load;
using Dixa.Benchmarks.Plots;
using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Suites;

/// <summary>How fast bytes go through: the connector next to curl, each into a pipe that is only drained, in turn.</summary>
public sealed class ThroughputSuite : ISuite
{
    public const string Title = "throughput";

    public string Name => Title;

    public IReadOnlyList<string> Columns { get; } =
        ["what", "records", "MB", "seconds", "records/s", "MB/s", "times curl", "CPU seconds", "peak MB"];

    public IReadOnlyList<string> Rows { get; } = [.. ThroughputCase.All.Select(each => each.Name)];

    public string Plot => "docs/throughput.svg";

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        var bars = new List<BarGroup>();
        foreach (var each in ThroughputCase.All)
        {
            Workbench.Say($"  {each.Name}");
            var (row, bar) = await MeasureAsync(bench, each);
            rows.Add(row);
            bars.Add(bar);
        }

        var plot = new BarPlot("Throughput into a pipe, MB/s", ["source-dixa read", "curl"], bars, [machine, $"median of {bench.Runs} runs; a longer bar is faster"]);
        return new Report(
            rows,
            $"The median of {bench.Runs} runs, each next to one of `curl | cat > /dev/null` for the same bytes; MB and MB/s are of the answer uncompressed.",
            plot.ToSvg());
    }

    private static async Task<(IReadOnlyList<string> Row, BarGroup Bar)> MeasureAsync(Workbench bench, ThroughputCase each)
    {
        var bodies = each.Loads.Select(load => (load.Path, Body: load.Body(bench.Scaled(load.Records)))).ToList();
        var files = bodies.Select(load => (load.Path, Answer: FileAnswer.Create(bench, load.Body, each.IsGzip))).ToList();
        using var server = new LoopbackServer([.. files.Select(file => (file.Path, (IAnswer)file.Answer))]);

        // Everything lies in one day, and the day is one window.
        var ours = new SyncOrder(server.Url, each.Loads.Select(load => load.Stream)) { Start = "2026-01-01", End = "2026-01-02", Columns = each.Columns }.Command(bench);
        var curl = Command.Curl([.. each.IsGzip ? ["--compressed"] : Array.Empty<string>(), .. files.Select(file => server.Url + file.Path)]);
        long records = bodies.Sum(load => load.Body.Records);
        var (_, written) = await Measurement.CountAsync(bench, ours);
        if (written != records)
        {
            throw new InvalidOperationException($"{each.Name}: {written} records came out of {records}");
        }

        var pairs = new List<(Measurement Ours, Measurement Curl)>();
        for (var run = 0; run < bench.Runs; run++)
        {
            pairs.Add((await Measurement.OfAsync(bench, ours), await Measurement.OfAsync(bench, curl)));
        }

        files.ForEach(file => file.Answer.Delete());
        var megabytes = bodies.Sum(load => load.Body.Length) / 1e6;
        var seconds = Figure.Median(pairs.Select(pair => pair.Ours.Wall.TotalSeconds));
        var curlSeconds = Figure.Median(pairs.Select(pair => pair.Curl.Wall.TotalSeconds));
        string[] row =
        [
            each.Name,
            Figure.Count(records),
            Figure.Count(megabytes),
            Figure.Of(seconds),
            Figure.Count(records / seconds),
            Figure.Count(megabytes / seconds),
            Figure.Of(Figure.Median(pairs.Select(pair => pair.Ours.Wall / pair.Curl.Wall))),
            Figure.Of(Figure.Median(pairs.Select(pair => pair.Ours.Processor.TotalSeconds))),
            Figure.Megabytes(pairs.Max(pair => pair.Ours.PeakBytes)),
        ];
        return (row, new BarGroup(each.Name, [megabytes / seconds, megabytes / curlSeconds]));
    }
}
