using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary><c>docs/troubleshooting.md</c> explains every sentence by which a command fails, and no other.</summary>
public sealed class TroubleshootingTests
{
    /// <summary>Texts of the connector that are no errors. All its others are.</summary>
    private static readonly string[] NoErrors =
    [
        "a minute of conversations", "yyyy-MM-dd HH:mm 'UTC'", "yyyy-MM-dd HH:mm:ss 'UTC'", "of that waiting", "a text that is no time (…)",
        "… of … streams, … records, …, … requests in …", "; waits … for the limit", "Did you mean \"…\"?",
    ];

    /// <summary>Files of the warehouse that say errors where no exception is made.</summary>
    private static readonly string[] WithoutExceptions = ["CommandLine.cs", "WriteOutcome.cs", "SyncRun.cs"];

    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "troubleshooting.md"));

    private static IEnumerable<SourceText> TextsOfTheConnector => SourceTexts.Of("Connector").Concat(SourceTexts.Of("Shared"));

    [Fact]
    public void EveryErrorOfTheConnectorIsExplained() =>
        AssertListed(TextsOfTheConnector.Where(text => !text.IsLog && !NoErrors.Contains(text.Text)), "message of source-dixa");

    [Fact]
    public void EveryErrorOfTheWarehouseIsExplained() =>
        AssertListed(
            SourceTexts.Of("Warehouse").Where(text => !text.IsLog && (text.IsFailure
                || text.Path.EndsWith("Errors.cs", StringComparison.Ordinal) || WithoutExceptions.Contains(Path.GetFileName(text.Path)))),
            "message of dixa-warehouse");

    [Fact]
    public void TheTextsThatAreNoErrorsExist() =>
        Assert.Equal([], NoErrors.Except(TextsOfTheConnector.Select(text => text.Text)));

    [Theory]
    [InlineData("class E { Exception F() => new(\"it is \" + (a ? \"full\" : b) + $\" of {c}\"); }", "it is … of …")]
    [InlineData("throw new StoreException($\"{a} is no {b}\");", "… is no …")]
    [InlineData("class E(int a) : Exception($\"more than {a}\");", "more than …")]
    public void AnErrorIsWhatAnExceptionIsMadeOf(string code, string text) =>
        Assert.Contains(SourceTexts.OfCode(code), each => each.IsFailure && each.Text == text);

    private static void AssertListed(IEnumerable<SourceText> errors, string title)
    {
        var texts = errors.ToList();
        var rows = MarkdownTable.Rows(Document, title).ToList();
        var listed = MarkdownTable.CodeOfFirstCells(Document, title);

        Assert.NotEmpty(texts);
        Listing.AssertEmpty($"To add to the column \"{title}\"", texts.Where(text => !listed.Contains(text.Text)));
        Listing.AssertEmpty($"To remove from the column \"{title}\"", listed.Except(texts.Select(text => text.Text)));
        Listing.AssertEmpty("Rows without a cause or a remedy", rows.Where(cells => cells.Count < 3 || cells.Any(cell => cell.Length == 0)).Select(cells => cells[0]));
    }
}
