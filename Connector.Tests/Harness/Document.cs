using System.Text.RegularExpressions;

namespace Dixa.Connector.Harness;

/// <summary>The README's chapters, and the commands in them.</summary>
public static class ReadmeBlocks
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("README.md"));

    public static IReadOnlyList<string> Chapters { get; } =
        [.. Regex.Matches(Text, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    public static string Chapter(string title)
    {
        var start = Text.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"README.md has no chapter \"{title}\".");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    /// <summary>The blocks of shell commands of a chapter.</summary>
    public static IReadOnlyList<string> Of(string title) =>
        [.. Regex.Matches(Chapter(title), "```sh\n(?<commands>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["commands"].Value)];
}
