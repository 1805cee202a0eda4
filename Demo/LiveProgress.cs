using Dixa.Connector;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Spectre.Console;

namespace Dixa.Demo;

/// <summary>On a terminal: what is being read, drawn anew ten times a second, and gone when the read has ended.</summary>
public sealed class LiveProgress(IAnsiConsole console, SimulatorServer simulator, SimulatedClock clock) : IReadProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Lines of the screen that are not a stream's: the header, the caption on two lines, and some air.</summary>
    private const int Frame = 8;

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

    /// <summary>Only streams that are being read, as many as fit the screen: what stands lower than that would not be seen.</summary>
    private Table Draw(ReadTally tally)
    {
        var requests = simulator.Requests.All;
        var minuteAgo = clock.GetUtcNow().AddMinutes(-1);
        var exports = requests.Count(request => request.ArrivedAt > minuteAgo && ExportPaths.Contains(request.Path));
        var table = new Table { Border = TableBorder.Simple }
            .AddColumn("stream", column => column.NoWrap())
            .AddColumn("records", column => column.RightAligned().NoWrap())
            .AddColumn("bytes", column => column.RightAligned().NoWrap())
            .AddColumn("", column => column.NoWrap());
        foreach (var stream in tally.Streams.Where(stream => stream.Phase is StreamPhase.Reading or StreamPhase.RateLimited).Take(console.Profile.Height - Frame))
        {
            table.AddRow(Markup.Escape(stream.Stream.Name), Figure.Number(stream.Records), Figure.Bytes(stream.Bytes), Describe(stream.Phase));
        }

        var ended = tally.Streams.Count(stream => stream.Phase > StreamPhase.RateLimited);
        return table.Caption(
            $"{ended} of {tally.Streams.Count} streams have ended. Exports API: {exports} of {simulator.Limits.ExportsPerMinute} requests in the last simulated minute",
            new Style(decoration: Decoration.Dim));
    }

    private static string Describe(StreamPhase phase) => phase == StreamPhase.RateLimited ? "[yellow]waits for the rate limit[/]" : "reads";
}
