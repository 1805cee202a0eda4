using Dixa.Benchmarks.Suites;

namespace Dixa.Benchmarks.Documents;

/// <summary>A suite's table in <see cref="File"/>: what stands between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>.</summary>
public static class FigureTable
{
    /// <summary>The page of all figures, from the repository's root.</summary>
    public const string File = "docs/performance.md";

    /// <summary>What stands there now; null where the page has no such place.</summary>
    public static string? Find(string page, string suite) => Bounds(page, suite) is var (start, end) ? page[start..end] : null;

    /// <summary>Puts a suite's table into the page, and its plot beside it.</summary>
    public static void Write(ISuite suite, Report report, string machine)
    {
        System.IO.File.WriteAllText(File, Replace(System.IO.File.ReadAllText(File), suite, report, machine));
        if (suite.Plot is { } plot)
        {
            System.IO.File.WriteAllText(plot, report.Plot);
        }
    }

    private static string Replace(string page, ISuite suite, Report report, string machine)
    {
        var (start, end) = Bounds(page, suite.Name) ?? throw new InvalidOperationException($"{File} has no place for the figures of {suite.Name}");
        return $"{page[..start]}\n{Markdown.Table(suite.Columns, report.Rows)}\n\n{report.Note} {machine}.\n{page[end..]}";
    }

    private static (int Start, int End)? Bounds(string page, string suite)
    {
        var (begin, end) = ($"<!-- begin {suite} -->\n", $"<!-- end {suite} -->");
        var at = page.IndexOf(begin, StringComparison.Ordinal);
        var to = at < 0 ? -1 : page.IndexOf(end, at, StringComparison.Ordinal);
        return to < 0 ? null : (at + begin.Length, to);
    }
}
