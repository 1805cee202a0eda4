using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary><c>docs/threats.md</c> names tests that exist.</summary>
public sealed partial class ThreatsTests
{
    /// <summary>Folders that need rows of their own, and how those begin.</summary>
    private static readonly Dictionary<string, string> RowsOfFolders = new()
    {
        ["Warehouse/Webhooks"] = "**Webhook forgery**",
        ["Warehouse/Pages"] = "**The page: a stranger reads it**",
        ["Simulator/Recording"] = "**Recordings: people in a shared file**",
        ["Probe"] = "**The probe: people in a report**",
    };

    private static readonly string Document = Comments().Replace(File.ReadAllText(Repository.PathOf("docs", "threats.md")), "");

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = [.. MarkdownTable.Rows(Document, "threat")];

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Classes = new(() =>
        (from folder in new[] { "Connector.Tests", "EndToEnd.Tests", "Probe.Tests", "Warehouse.Tests" }
         from path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
         let relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
         where relative.Split('/')[1] is not ("bin" or "obj")
         let text = File.ReadAllText(path)
         from name in ClassNames().Matches(text).Select(match => match.Groups[1].Value)
         group text by name).ToDictionary(group => group.Key, string.Concat));

    [Fact]
    public void EveryThreatHasAnAnswerAndATest()
    {
        Assert.True(Rows.Count > 20, "the table is not read");
        Assert.All(Rows, row => Assert.True(row.Count == 3 && row[1].Length > 20 && Tests().IsMatch(row[2]), row[0]));
    }

    [Fact]
    public void EveryNamedTestExists() => Listing.AssertEmpty(
        "Tests that docs/threats.md names and that are not there",
        Rows.SelectMany(row => Tests().Matches(row[2])).Where(match => !Exists(match.Groups[1].Value, match.Groups[2].Value)).Select(match => match.Value));

    [Fact]
    public void WhatListensHasItsRows() => Assert.All(
        RowsOfFolders.Where(pair => Directory.Exists(Repository.PathOf(pair.Key))),
        pair => Assert.Contains(Rows, row => row[0].StartsWith(pair.Value, StringComparison.Ordinal)));

    /// <param name="test">The test's name; <c>*</c> for all of the class.</param>
    private static bool Exists(string type, string test) =>
        Classes.Value.TryGetValue(type, out var text) && (test == "*" ? text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal) : Regex.IsMatch(text, $@"public (async )?(Task|void) {test}\("));

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex ClassNames();

    [GeneratedRegex(@"`(\w+)\.(\w+|\*)`")]
    private static partial Regex Tests();
}
