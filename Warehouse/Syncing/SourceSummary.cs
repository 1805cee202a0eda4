using System.Globalization;
using System.Text.RegularExpressions;

namespace Dixa.Warehouse.Syncing;

/// <summary>Finds in the table with which source-dixa ends its log how many requests it made: nothing in the protocol says so.</summary>
public static partial class SourceSummary
{
    /// <summary>The sum of the column <c>requests</c>; null for a text that is no such table.</summary>
    public static long? Requests(string text)
    {
        var rows = text.Split('\n').Select(line => Gaps().Split(line.Trim())).ToList();
        var header = rows.FindIndex(row => row[0] == "stream" && row.Contains("requests"));
        if (header < 0)
        {
            return null;
        }

        var column = Array.IndexOf(rows[header], "requests");
        return rows.Skip(header + 1).Where(row => row.Length == rows[header].Length)
            .Sum(row => long.TryParse(row[column], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var requests) ? requests : 0);
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gaps();
}
