using Dixa.Connector;
using Dixa.Simulator.Access;
using Spectre.Console;

namespace Dixa.Simulator.Demo;

/// <summary>On a terminal: a table that is drawn anew ten times a second, and gone when the read has ended.</summary>
public sealed class LiveProgress(IAnsiConsole console, SimulatorServer simulator, SimulatedClock clock) : IReadProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly string[] ExportPaths =
        [.. ResourceTable.All.Where(resource => resource.Surface == Surface.Exports).Select(resource => resource.Path)];

    public Task ShowAsync(ReadTally tally, Task read) =>
        console.Live(Draw(tally)).AutoClear(true).StartAsync(async live =>
        {
            while (!read.IsCompleted)
            {
                live.UpdateTarget(Draw(tally));
                await Task.WhenAny(read, Task.Delay(Interval));
            }
        });

    private Table Draw(ReadTally tally)
    {
        var requests = simulator.Requests.All;
        var minuteAgo = clock.GetUtcNow().AddMinutes(-1);
        var exports = requests.Count(request => request.ArrivedAt > minuteAgo && ExportPaths.Contains(request.Path));
        var table = new Table { Border = TableBorder.Simple }
            .Caption($"Exports API: {exports} of {simulator.Limits.ExportsPerMinute} requests in the last simulated minute", new Style(decoration: Decoration.Dim))
            .AddColumn("stream")
            .AddColumn("records", column => column.RightAligned())
            .AddColumn("bytes", column => column.RightAligned())
            .AddColumn("requests", column => column.RightAligned())
            .AddColumn("");
        foreach (var stream in tally.Streams)
        {
            table.AddRow(
                Markup.Escape(stream.Stream.Name),
                Figure.Number(stream.Records),
                Figure.Bytes(stream.Bytes),
                stream.Requests is { } asked ? Figure.Number(asked) : "",
                Describe(stream.Phase));
        }

        return table;
    }

    private static string Describe(StreamPhase phase) => phase switch
    {
        StreamPhase.Waiting => "[dim]starts[/]",
        StreamPhase.Reading => "reads",
        StreamPhase.RateLimited => "[yellow]waits for the rate limit[/]",
        StreamPhase.Complete => "[green]complete[/]",
        _ => "[red]incomplete[/]",
    };
}
