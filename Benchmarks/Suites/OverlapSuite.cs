using Dixa.Benchmarks.Simulated;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Benchmarks.Suites;

/// <summary>What it gains that the next windows are asked for while an answer is awaited.</summary>
public sealed class OverlapSuite : ISuite
{
    private const int Days = 365;
    private const int Windows = 12;
    private const double Speed = 20;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);

    private static readonly (string Name, string[] Streams)[] Cases =
    [
        ("conversations", ["conversations"]),
        ("conversations and messages", ["conversations", "messages"]),
    ];

    public string Name => "overlap";

    public IReadOnlyList<string> Columns { get; } = ["a year of", "answers", "seconds one after the other", "seconds taken", "times as fast", "answered 429"];

    public IReadOnlyList<string> Rows { get; } = [.. Cases.Select(each => each.Name)];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, streams) in Cases)
        {
            Workbench.Say($"  {name}");
            await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = bench.Scaled(3_000), Months = 12 }, Speed);
            dixa.Server.Faults.Add(new DelayFault((int)AnswerTime.TotalMilliseconds) { Times = -1 });
            var traffic = await dixa.ReadAsync(bench, dixa.Order(streams, Days).Command(bench));
            var answers = Windows * streams.Length;
            if (traffic.Exports - traffic.Refused != answers)
            {
                throw new InvalidOperationException($"{name}: {traffic.Exports} exports instead of {answers}");
            }

            // The last answer takes its time, too.
            var (taken, oneByOne) = (traffic.Seconds + AnswerTime.TotalSeconds, answers * AnswerTime.TotalSeconds);
            rows.Add([name, Figure.Count(answers), Figure.Count(oneByOne), Figure.Of(taken), Figure.Of(oneByOne / taken), Figure.Count(traffic.Refused)]);
        }

        return new Report(
            rows,
            $"A simulator whose every answer begins {AnswerTime.TotalSeconds:0} seconds after its request, with windows of 31 days and the limits on; seconds of a clock that runs {Speed:0} times as fast.");
    }
}
