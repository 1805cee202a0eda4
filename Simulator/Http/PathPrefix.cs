namespace Dixa.Simulator.Http;

/// <summary>The begin of paths, in which `*` stands for any one segment, as in `/v1/conversations/*/notes`.</summary>
public static class PathPrefix
{
    private const string Any = "*";

    /// <param name="isWhole">Whether nothing may follow.</param>
    public static bool Matches(string prefix, PathString path, bool isWhole = false)
    {
        var (wanted, given) = (prefix.Split('/'), path.ToString().Split('/'));
        return (isWhole ? given.Length == wanted.Length : given.Length >= wanted.Length)
            && wanted[..^1].Zip(given).All(pair => pair.First is Any || pair.First == pair.Second)
            && (wanted[^1] is Any || (isWhole ? given[^1] == wanted[^1] : given[wanted.Length - 1].StartsWith(wanted[^1], StringComparison.Ordinal)));
    }
}
