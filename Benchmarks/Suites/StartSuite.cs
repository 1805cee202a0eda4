using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Simulated;
using Dixa.Simulator;

namespace Dixa.Benchmarks.Suites;

/// <summary>How long the short commands take, from the start of the process to its end.</summary>
public sealed class StartSuite : ISuite
{
    private const string Image = "size of the image";

    /// <summary>These are over so soon that more runs cost nothing.</summary>
    private const int RunsForOne = 3;

    private static readonly string[] Commands = ["spec", "discover", "check"];

    public string Name => "start";

    public IReadOnlyList<string> Columns { get; } = ["what", "median", "slowest"];

    public IReadOnlyList<string> Rows { get; } = [.. Commands, Image];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = 100, EndUsers = 100, Months = 1 }, speed: 1);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var command in Commands)
        {
            var order = dixa.Order([], days: 1) with { KeepsLimits = false };
            var milliseconds = new List<double>();
            for (var run = 0; run < bench.Runs * RunsForOne; run++)
            {
                // `check` asks a few times, and ten checks a second would meet the limit.
                dixa.Server.Limits = Simulator.Access.RateLimits.None;
                var one = command == "spec" ? new Command(Workbench.Connector, ["spec"]) : order.Command(bench, command);
                milliseconds.Add((await Measurement.OfAsync(bench, one)).Wall.TotalMilliseconds);
            }

            rows.Add([command, $"{Figure.Of(Figure.Median(milliseconds))} ms", $"{Figure.Of(milliseconds.Max())} ms"]);
        }

        var image = ContainerImage.Find();
        rows.Add([Image, image is null ? "no image at hand" : $"{Figure.Of(image.Bytes / 1e6)} MB", ""]);
        return new Report(rows, $"{bench.Runs * RunsForOne} runs of the executable that ships; `check` asks a simulator on the same machine.");
    }
}
