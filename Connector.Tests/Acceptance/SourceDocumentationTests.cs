using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Acceptance;

/// <summary><c>docs/sources/dixa.md</c>, in the form of Airbyte's documentation.</summary>
public sealed class SourceDocumentationTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "sources", "dixa.md"));

    [Fact]
    public void T47_TheChaptersAreThoseOfAirbytesDocumentation() => Assert.Equal(
        ["Prerequisites", "Setup guide", "Supported sync modes", "Supported streams", "Performance considerations", "Data type map", "Limitations & troubleshooting", "IP allow list", "Changelog"],
        Regex.Matches(Document, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value));

    [Fact]
    public void TheTableOfStreamsIsTheRegistry()
    {
        var rows = Regex.Matches(Document, @"^\| `(?<name>[a-z_]+)` \| (?<key>[^|]+) \| (?<cursor>[^|]+) \| (?<modes>[^|]+) \|", RegexOptions.Multiline)
            .Select(row => (row.Groups["name"].Value, row.Groups["key"].Value, row.Groups["cursor"].Value, row.Groups["modes"].Value));

        Assert.Equal(
            StreamRegistry.All.Select(stream => (
                stream.Name,
                string.Join(", ", stream.PrimaryKey.Select(field => $"`{field}`")),
                stream.Cursor is null ? "—" : $"`{stream.Cursor}`",
                stream.Kind.IsIncremental ? "Full refresh, incremental" : "Full refresh")),
            rows);
    }

    [Fact]
    public void ThePrerequisitesNameWhatIsRequired() =>
        Assert.Contains("API Token", Document[Document.IndexOf("## Prerequisites", StringComparison.Ordinal)..Document.IndexOf("## Setup guide", StringComparison.Ordinal)], StringComparison.Ordinal);

    [Fact]
    public void TheChangelogHasTheVersion() =>
        Assert.Matches($@"\| {Regex.Escape(ConnectorVersion.Current)} +\| [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} ", Document);

    [Fact]
    public void EveryChapterOfTheSetupIsThere() => Assert.All(
        ["### Set up Dixa", "### For Airbyte Open Source", "### For Airbyte Cloud"], heading => Assert.Contains(heading + "\n", Document, StringComparison.Ordinal));
}
