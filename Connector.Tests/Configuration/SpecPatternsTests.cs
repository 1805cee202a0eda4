using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Configuration;

public sealed class SpecPatternsTests
{
    private static readonly string[] Texts =
    [
        "", "2025-01-31", "2025-02-30", "2024-02-29", "2025-02-29", "2025-01-31T10:00:00Z", "2025-01-31T10:00:00.123+02:00", "2025-01-31T25:00:00Z", " 2025-01-31", "2025-01-31\n",
        "https://dev.dixa.io", "http://127.0.0.1:8080/", "https://dev.dixa.io/v1", "https://u:p@dev.dixa.io", "https://dev.dixa.io/?a=b", "dev.dixa.io", "https://dev.dixa.io\n", "https://dev\u2003.dixa.io",
    ];

    public static TheoryData<string, string> Patterns { get; } = Read();

    /// <remarks>.NET's own engine, which reads the text of the pattern, says what it means.</remarks>
    [Theory]
    [MemberData(nameof(Patterns))]
    public void EachIsCompiledAndMeansWhatSpecJsonSays(string setting, string pattern)
    {
        var read = new Regex(pattern.TrimEnd('$') + @"\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(10));
        var matching = Texts.Where(text => SpecPatterns.Matches(text, pattern)).ToList();

        Assert.Equal(Texts.Where(text => read.IsMatch(text)), matching);
        Assert.True(matching.Count is > 1 and < 6, $"{setting}: {string.Join(", ", matching)}");
    }

    [Fact]
    public void AnotherPatternIsNotTakenForOne() =>
        Assert.Contains("^a+$", Assert.Throws<NotSupportedException>(() => SpecPatterns.Matches("a", "^a+$")).Message, StringComparison.Ordinal);

    private static TheoryData<string, string> Read()
    {
        var properties = JsonNode.Parse(File.ReadAllText(Repository.PathOf("spec.json")))!["connectionSpecification"]!["properties"]!.AsObject();
        return [.. properties.Where(property => property.Value!["pattern"] is not null).Select(property => (property.Key, (string)property.Value!["pattern"]!))];
    }
}
