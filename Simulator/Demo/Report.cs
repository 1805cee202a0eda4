using Spectre.Console;

namespace Dixa.Simulator.Demo;

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
            "To read your own Dixa, write {\"api_token\": \"…\"} with a token of the version \"Dixa API\" (Settings → Integrations → API tokens) "
            + "to my-config.json in that directory. Then, in the repository's:");
        narrator.ShowLines($"""
              docker build -t source-dixa .
              docker run --rm -v "{folder.Path}:/files" source-dixa check --config /files/my-config.json
              docker run --rm -v "{folder.Path}:/files" source-dixa read --config /files/my-config.json --catalog /files/catalog.json

            """);
        narrator.Say("A simulated Dixa to try things on, at the real speed, is left running by: dotnet run --project Simulator -- serve");
    }

    /// <summary>Says what was wrong, or that nothing was.</summary>
    /// <param name="rows">What the warehouse holds.</param>
    /// <param name="requests">How many there were.</param>
    /// <param name="notCompared">Streams that there is nothing to compare with.</param>
    public void Judge(IReadOnlyList<string> problems, int rows, int requests, IReadOnlyList<string> notCompared)
    {
        if (notCompared is not [])
        {
            narrator.Say($"Not compared, because the demo doesn't know what the simulator holds of them: {string.Join(", ", notCompared)}.");
        }

        if (problems is not [])
        {
            narrator.Complain(problems);
            return;
        }

        narrator.Praise(
            $"All is well. Nothing is missing and nothing came twice: a warehouse that took both reads holds the same {Figure.Count(rows, "row")} as the simulator, "
            + $"each as it was last updated. Of {Figure.Count(requests, "request")} none went over a rate limit.");
    }
}
