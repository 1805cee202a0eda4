using Spectre.Console;

namespace Dixa.Demo;

/// <summary>The table of what both reads brought and took, stream by stream; it fits 80 columns.</summary>
/// <remarks>Calls are those that arrived, by the simulator's log. One that serves several streams counts with the one whose rows it has.</remarks>
public static class StreamsTable
{
    public static Table Of(ReadRun full, ReadRun incremental)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = true };
        table.AddColumn(Column("\nstream", "all").LeftAligned());
        foreach (var (title, read) in new[] { ("Full", full), ("Changes", incremental) })
        {
            var streams = read.Tally.Streams;
            table.AddColumn(Column($"[bold]{title}[/]\nrecords", Figure.Number(streams.Sum(stream => stream.Records))));
            table.AddColumn(Column("\nbytes", Figure.Bytes(streams.Sum(stream => stream.Bytes))));
            table.AddColumn(Column("\ncalls", Figure.Number(read.Command.Requests.Count)));
        }

        foreach (var (first, second) in full.Tally.Streams.Zip(incremental.Tally.Streams))
        {
            table.AddRow([Markup.Escape(first.Stream.Name), .. Cells(first, full), .. Cells(second, incremental)]);
        }

        return table;
    }

    private static TableColumn Column(string header, string footer) =>
        new TableColumn(header) { Padding = new Padding(0, 0), NoWrap = true }.RightAligned().Footer(footer);

    private static string[] Cells(StreamTally stream, ReadRun read) =>
    [
        Figure.Number(stream.Records),
        Figure.Bytes(stream.Bytes),
        Figure.Number(read.Command.Requests.Count(request => StreamOrigins.StreamAt(request.Route ?? "") == stream.Stream.Name)),
    ];
}
