using Dixa.Connector.Documents;
using Dixa.Connector.Harness;
using Dixa.Probe.Facts;

namespace Dixa.Probe.Documents;

/// <summary><c>docs/facts.md</c> lists every assumption with the fact of the probe that checks it, or says why none can.</summary>
public sealed class FactsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "facts.md"));

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = [.. MarkdownTable.Rows(Document, "what the code assumes")];

    [Fact]
    public void EveryFactOfTheProbeHasARow()
    {
        var named = Rows.SelectMany(cells => Code(cells[3])).ToList();

        Listing.AssertEmpty("To add to docs/facts.md", FactTable.All.Select(fact => fact.Id).Except(named));
        Listing.AssertEmpty("In docs/facts.md twice", named.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void EveryRowNamesAFactOrSaysWhyNoneCanTell() => Listing.AssertEmpty(
        "To mend in docs/facts.md",
        Rows.Where(cells => cells.Count != 4 || cells.Any(cell => cell.Length == 0)
            || (Code(cells[3]) is var ids && (ids.Count == 0 ? !cells[3].StartsWith("none: ", StringComparison.Ordinal) : !ids.All(id => FactTable.All.Any(fact => fact.Id == id)))))
            .Select(cells => cells[0]));

    private static List<string> Code(string cell) => [.. cell.Split('`').Where((_, place) => place % 2 == 1)];
}
