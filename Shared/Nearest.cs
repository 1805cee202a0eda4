namespace Dixa.Shared;

/// <summary>Suggests an existing name for one that does not exist.</summary>
public static class Nearest
{
    /// <summary><c>Did you mean "agents"? </c>, with a space at the end; empty if no name is similar.</summary>
    public static string Question(string name, IEnumerable<string> names) =>
        Find(name, names) is { } nearest ? $"Did you mean \"{nearest}\"? " : "";

    /// <summary>The most similar name; null if every name differs in more than a third of its characters.</summary>
    /// <remarks>Case, dashes and underscores are ignored. A name that contains the other is similar.</remarks>
    public static string? Find(string name, IEnumerable<string> names)
    {
        // A name that is far longer than any real one is not compared.
        var given = Plain(name.Length <= 100 ? name : "");
        return names
            .Select(candidate => (Name: candidate, Distance: Distance(given, Plain(candidate))))
            .Where(candidate => candidate.Distance * 3 <= Math.Max(given.Length, 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int Distance(string given, string candidate) =>
        given.Length > 3 && (candidate.Contains(given, StringComparison.Ordinal) || given.Contains(candidate, StringComparison.Ordinal))
            ? Math.Min(1, Math.Abs(given.Length - candidate.Length))
            : Edits(given, candidate);

    /// <summary>Levenshtein's distance: the fewest letters to insert, delete or replace.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(
                    Math.Min(row[j], row[j - 1]) + 1,
                    diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }

        return row[to.Length];
    }
}
