using System.Text.RegularExpressions;

namespace Dixa.Connector.Harness;

/// <summary>A page of the documentation: its chapters, and the commands in them.</summary>
/// <param name="path">The page's path in the repository.</param>
public sealed class Document(string path)
{
    public static Document Readme { get; } = new("README.md");

    public static Document FirstSync { get; } = new("docs/first-sync.md");

    public static Document Streams { get; } = new("docs/streams.md");

    public string Text { get; } = File.ReadAllText(Repository.PathOf(path));

    public IReadOnlyList<string> Chapters =>
        [.. Regex.Matches(Text, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    public string Chapter(string title)
    {
        var start = Text.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{path} has no chapter \"{title}\".");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    /// <summary>The blocks of shell commands of a chapter.</summary>
    public IReadOnlyList<string> Commands(string title) =>
        [.. Regex.Matches(Chapter(title), "```(ba)?sh\n(?<commands>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["commands"].Value)];
}
