using Dixa.Benchmarks.Suites;

namespace Dixa.Benchmarks.Documents;

/// <summary>A place in a document that a suite's figures go to: between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>.</summary>
/// <param name="File">The document, from the repository's root.</param>
/// <param name="Suite">The suite's name.</param>
/// <param name="Columns">The columns that are shown; null for all.</param>
public sealed record DocumentPart(string File, string Suite, IReadOnlyList<string>? Columns = null)
{
    /// <summary>What stands there now; null where the document has no such place.</summary>
    public string? Find(string document) =>
        Bounds(document) is var (start, end) ? document[start..end] : null;

    public string Replace(string document, ISuite suite, Report report, string machine)
    {
        var (start, end) = Bounds(document) ?? throw new InvalidOperationException($"{File} has no place for the figures of {Suite}");
        int[] shown = [.. Enumerable.Range(0, suite.Columns.Count).Where(column => Columns?.Contains(suite.Columns[column]) ?? true)];
        var table = Markdown.Table([.. Pick(suite.Columns)], report.Rows.Select(row => (IReadOnlyList<string>)[.. Pick(row)]));
        return $"{document[..start]}\n{table}\n\n{report.Note} {machine}.\n{document[end..]}";

        IEnumerable<string> Pick(IReadOnlyList<string> cells) => shown.Select(column => cells[column]);
    }

    private (int Start, int End)? Bounds(string document)
    {
        var (begin, end) = ($"<!-- begin {Suite} -->\n", $"<!-- end {Suite} -->");
        var at = document.IndexOf(begin, StringComparison.Ordinal);
        var to = at < 0 ? -1 : document.IndexOf(end, at, StringComparison.Ordinal);
        return to < 0 ? null : (at + begin.Length, to);
    }
}
