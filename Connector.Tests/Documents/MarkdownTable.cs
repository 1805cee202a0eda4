using System.Text.RegularExpressions;

namespace Dixa.Connector.Documents;

/// <summary>The tables of a document whose first column has a given title.</summary>
public static partial class MarkdownTable
{
    /// <summary>The code in the first cells of all such tables, in its order.</summary>
    public static IReadOnlyList<string> CodeOfFirstCells(string document, string title) =>
        [.. Rows(document, title).SelectMany(cells => Code().Matches(cells[0])).Select(match => match.Groups[1].Value)];

    /// <summary>The cells of all rows of such tables.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(string document, string title)
    {
        var isInside = false;
        foreach (var line in document.Split('\n').Select(line => line.Trim()))
        {
            if (!line.StartsWith('|'))
            {
                isInside = false;
                continue;
            }

            var cells = line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList();
            if (cells[0] == title)
            {
                isInside = true;
            }
            else if (isInside && !cells.All(cell => cell.Trim('-', ':').Length == 0))
            {
                yield return cells;
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
