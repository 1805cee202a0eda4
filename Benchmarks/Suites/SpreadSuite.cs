using Dixa.Benchmarks.Processes;
using Dixa.Benchmarks.Simulated;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Benchmarks.Suites;

/// <summary>What it gains to spread a sync over several connectors, each with a token of its own.</summary>
public sealed class SpreadSuite : ISuite
{
    private const double Speed = 2;

    /// <summary>Two months are few enough windows that not the exports' limit decides.</summary>
    private const int Days = 61;

    private static readonly string[] Exports = ["conversations", "messages", "conversation_notes", "conversation_ratings"];
    private static readonly string[] Details = ["conversation_details"];
    private static readonly string[] Links = ["linked_conversations"];
    private static readonly string[] Messages = ["conversation_messages"];
    private static readonly string[] Everything = [.. Exports, .. Details, .. Links, .. Messages];

    private static readonly (string Name, string[][] Connectors)[] Cases =
    [
        ("one organisation", [Everything]),
        ("one organisation, by groups of streams", [[.. Exports, .. Details], [.. Links, .. Messages]]),
        ("one organisation, by smaller groups", [Exports, Details, Links, Messages]),
        ("four organisations", [Everything, Everything, Everything, Everything]),
    ];

    public string Name => "spread";

    public IReadOnlyList<string> Columns { get; } = ["what", "connectors", "requests", "answered 429", "seconds", "requests/s", "times one connector's rate"];

    public IReadOnlyList<string> Rows { get; } = [.. Cases.Select(each => each.Name)];

    public async Task<Report> RunAsync(Workbench bench, string machine)
    {
        await using var dixa = await SimulatedDixa.StartAsync(new SimulatorOptions { Conversations = bench.Scaled(150), EndUsers = 300, Months = 2 }, Speed);
        var image = ContainerImage.Find();
        var rows = new List<IReadOnlyList<string>>();
        var rateOfOne = 0.0;
        foreach (var (index, (name, connectors)) in Cases.Index())
        {
            Workbench.Say($"  {name}");
            var reads = connectors.Select((streams, connector) =>
            {
                var token = $"token-{index}-{connector}";
                dixa.Server.Tokens.Grant(token, new TokenGrant());
                var read = dixa.Order(streams, Days, token).Command(bench);
                return image?.Contain(bench, read) ?? read;
            }).ToList();
            var traffic = await dixa.ReadAsync(bench, reads);
            var rate = traffic.All / traffic.Seconds;
            rateOfOne = index == 0 ? rate : rateOfOne;
            rows.Add(
            [
                name,
                Figure.Count(connectors.Length),
                Figure.Count(traffic.All),
                Figure.Count(traffic.Refused),
                Figure.Of(traffic.Seconds),
                Figure.Of(rate),
                Figure.Of(rate / rateOfOne),
            ]);
        }

        var how = image is null ? "processes on one machine" : $"containers of {ContainerImage.Megabytes} MB on one machine";
        return new Report(rows, $"Connectors as {how}, each with a token of its own, against one simulator that limits each token; seconds of a clock that runs {Speed:0} times as fast.");
    }
}
