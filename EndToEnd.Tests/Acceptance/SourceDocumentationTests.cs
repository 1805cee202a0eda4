using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Acceptance;

/// <summary><c>docs/sources/dixa.md</c>, in the form of Airbyte's documentation.</summary>
public sealed class SourceDocumentationTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "sources", "dixa.md"));

    /// <remarks>
    /// Names and order are those of the template that Airbyte's checks of documentation use; its headings for other things
    /// than it knows stand where it has room for them. There is nothing to set up in Dixa for one kind of Airbyte alone.
    /// </remarks>
    [Fact]
    public void T47_TheChaptersAreThoseOfAirbytesDocumentation() => Assert.Equal(
        [
            "# Dixa",
            "## Prerequisites",
            "## Setup guide",
            "## Set up Dixa",
            "## Set up the Dixa connector in Airbyte",
            "### For Airbyte Cloud:",
            "### For Airbyte Open Source:",
            "## Supported sync modes",
            "## Supported Streams",
            "### Performance considerations",
            "## Data type map",
            "## Limitations & Troubleshooting",
            "### IP allow list",
            "## Changelog",
        ],
        Regex.Matches(Document, "^#{1,4} .+$", RegexOptions.Multiline).Select(match => match.Value));

    /// <remarks>The first chapter is hidden in the form where a source is set up, which shows this page beside its fields.</remarks>
    [Theory]
    [InlineData("# Dixa\n\n<HideInUI>\n\nThis page contains the setup guide and reference information for the [Dixa](https://www.dixa.com) source connector.\n\n</HideInUI>\n")]
    [InlineData("### For Airbyte Open Source:\n\n1. Navigate to the Airbyte Open Source dashboard.\n")]
    [InlineData("## Supported sync modes\n\nThe Dixa source connector supports the following [sync modes](https://docs.airbyte.com/cloud/core-concepts/#connection-sync-modes):\n")]
    [InlineData("## Changelog\n\n<details>\n  <summary>Expand to review</summary>\n")]
    public void AChapterBeginsAsTheTemplateSays(string beginning) => Assert.Contains(beginning, Document, StringComparison.Ordinal);

    [Fact]
    public void TheTableOfStreamsIsTheRegistry() => Listing.AssertLists(
        "docs/sources/dixa.md, chapter Supported Streams (for … write what a row is)",
        StreamRegistry.All.Select(stream =>
            $"| `{stream.Name}` | {string.Join(", ", stream.PrimaryKey.Select(field => $"`{field}`"))} | {(stream.Cursor is null ? "—" : $"`{stream.Cursor}`")} | {(stream.Kind.IsIncremental ? "Full refresh, incremental" : "Full refresh")} | … |"),
        Regex.Matches(Document, @"^(?<row>\| `[a-z_]+` \| [^|]+ \| [^|]+ \| [^|]+ \|) [^|]+ \|$", RegexOptions.Multiline).Select(row => $"{row.Groups["row"]} … |"));

    [Fact]
    public void ThePrerequisitesNameWhatIsRequired() =>
        Assert.Contains("API Token", Document[Document.IndexOf("## Prerequisites", StringComparison.Ordinal)..Document.IndexOf("## Setup guide", StringComparison.Ordinal)], StringComparison.Ordinal);

    [Fact]
    public void TheChangelogHasTheVersion() =>
        Assert.Matches($@"\| {Regex.Escape(ConnectorVersion.Current)} +\| [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} ", Document);
}
