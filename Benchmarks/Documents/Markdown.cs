namespace Dixa.Benchmarks.Documents;

/// <summary>Tables as the documents have them.</summary>
public static class Markdown
{
    /// <summary>A table whose columns but the first are of figures.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => string.Join(
        '\n',
        rows.Select(Row).Prepend($"|---|{string.Concat(columns.Skip(1).Select(_ => "---:|"))}").Prepend(Row(columns)));

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
