using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary><c>docs/operating.md</c> lists the log lines that the sources have, and no others.</summary>
public sealed class OperatingTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "operating.md"));

    [Theory]
    [InlineData("Connector", "log line of source-dixa")]
    [InlineData("Warehouse", "log line of dixa-warehouse")]
    public void EveryLogLineIsListedWithWhatToDo(string folder, string title)
    {
        var templates = SourceTexts.Of(folder).Where(text => text.IsLog).ToList();
        var listed = MarkdownTable.CodeOfFirstCells(Document, title);

        Assert.NotEmpty(templates);
        Listing.AssertEmpty($"To add to the column \"{title}\"", templates.Where(text => !listed.Contains(text.Text)));
        Listing.AssertEmpty($"To remove from the column \"{title}\"", listed.Except(templates.Select(text => text.Text)));
        Listing.AssertEmpty("Listed twice", listed.GroupBy(line => line).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [InlineData("log.Warning(\"{Stream:l}: {Count} rows are gone\", name, count);", "…: … rows are gone")]
    [InlineData("context.Log.Write(level, \"all of it\");", "all of it")]
    [InlineData("log.Value.Fatal(exception, \"it is over\");", "it is over")]
    [InlineData("Message.Error(\"no log line\");", null)]
    public void ALogLineIsWhatIsGivenToALog(string statement, string? line) =>
        Assert.Equal(line, SourceTexts.OfCode(statement).SingleOrDefault(text => text.IsLog)?.Text);
}
