using Dixa.Simulator.Http;
using Spectre.Console;

namespace Dixa.Demo;

/// <summary>What the demo ends with: what was read, where it is, what to do next, and whether all was well.</summary>
public sealed class Report(Narrator narrator, OutputFolder folder)
{
    public void ShowFigures(ReadRun full, ReadRun incremental, ConversationFigures figures)
    {
        narrator.Title("What was read");
        narrator.Show(StreamsTable.Of(full, incremental));
        if (figures.Count > 0)
        {
            narrator.Show(ConversationCharts.PerChannel(figures, narrator.Width));
            narrator.Show(ConversationCharts.PerWeek(figures, narrator.Width));
        }
    }

    /// <summary>Answers questions from the database, and shows how to ask them.</summary>
    public void ShowAnswers(DemoDatabase database)
    {
        narrator.Title("What the database says");
        foreach (var question in Question.All)
        {
            narrator.Say(question.Text);
            var answer = database.Ask(question.Sql);
            var table = new Table { Border = TableBorder.Square };
            table.AddColumns([.. answer.Columns.Select(column => new TableColumn(Markup.Escape(column)) { NoWrap = true })]);
            foreach (var row in answer.Rows)
            {
                table.AddRow([.. row.Select(value => Markup.Escape(value ?? ""))]);
            }

            narrator.Show(table);
            narrator.ShowLines($"{question.CommandFor(folder.PathOf(OutputFolder.Database))}\n");
        }
    }

    public void ShowFiles()
    {
        narrator.Title("Where it is");
        narrator.ShowLines(folder.Path);
        var files = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
        foreach (var (name, content) in OutputFolder.Contents)
        {
            files.AddRow(name, content);
        }

        narrator.Show(files);
    }

    public void ShowNextSteps()
    {
        narrator.Title("What to do next");
        narrator.Say(
            "To read your own Dixa into a database like this one, with a token of the version \"Dixa API\" (Settings → Integrations → API tokens):");
        narrator.ShowLines("""
              dotnet build Connector -c Release -o dixa/bin
              dotnet build Warehouse -c Release -o dixa/bin
              DIXA_API_TOKEN=… dixa/bin/dixa-warehouse sync

            """);
        narrator.Say("docs/first-sync.md has the same with Docker, docs/registering.md with platforms.");
        narrator.Say("This leaves a simulated Dixa running, to try things on at the real speed:");
        narrator.ShowLines("  dotnet run --project Simulator\n");
    }

    /// <summary>Says what was wrong, or that nothing was.</summary>
    /// <param name="rows">What the warehouse holds.</param>
    /// <param name="requests">All that arrived.</param>
    public void Judge(IReadOnlyList<string> problems, int rows, IReadOnlyList<LoggedRequest> requests)
    {
        narrator.Title("Whether it is all there");
        if (problems is not [])
        {
            narrator.Complain(problems);
            return;
        }

        narrator.Praise(
            $"All is well. Nothing is missing and nothing came twice: a warehouse that took both reads holds the {Figure.Count(rows, "row")} of all streams "
            + $"that the simulator holds, each with the values of its last update, and {OutputFolder.Database} has as many. {DescribeRefusals(requests)}");
    }

    /// <summary>A refusal is nothing bad where the request was sent again: it comes about when this machine is busy with something else.</summary>
    private static string DescribeRefusals(IReadOnlyList<LoggedRequest> requests)
    {
        var (all, refused) = (Figure.Count(requests.Count, "request"), Audit.Refused(requests));
        return refused == 0 ? $"Of {all} none went over a rate limit."
            : $"Of {all} {Figure.Number(refused)} came too close together for a rate limit and got a 429: the connector waited and asked again. "
            + "That happens when this machine is busy, since its delays count several times by the fast clock.";
    }
}
