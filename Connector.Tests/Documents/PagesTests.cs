using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Commands;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary>What the documents say is true: their tables, commands and links.</summary>
public sealed class PagesTests
{
    private static readonly string[] Pages =
        [.. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories))];

    public static TheoryData<string> Documents => [.. Pages];

    [Fact]
    public void TheTableOfSettingsIsTheSpecification()
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec.json")));
        var schema = spec.RootElement.GetProperty("connectionSpecification");
        var shown = schema.GetProperty("properties").EnumerateObject()
            .Where(property => !property.Value.TryGetProperty("airbyte_hidden", out _))
            .Select(property => (property.Name, Default: property.Value.TryGetProperty("default", out var value) ? value.ToString() : null));
        var rows = Regex.Matches(Document.FirstSync.Chapter("Settings"), @"^\| `(?<name>[a-z_]+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)
            .Select(row => (Name: row.Groups["name"].Value, Default: row.Groups["default"].Value))
            .ToList();

        Assert.Equal(shown.Select(setting => setting.Name), rows.Select(row => row.Name));
        Assert.All(shown.Zip(rows), pair => Assert.True(pair.First.Default is null || pair.First.Default == pair.Second.Default, pair.First.Name));
    }

    /// <remarks>What it is, two commands, tables, and where to go next: all else has a page of its own.</remarks>
    [Fact]
    public void TheReadmeIsOneScreen()
    {
        Assert.Equal(["Try it without an account", "Into a database", "Where to go next"], Document.Readme.Chapters);
        Assert.InRange(Document.Readme.Text.Split('\n').Length, 1, 60);
    }

    [Fact]
    public void EveryPageIsReachedFromTheReadme()
    {
        var links = Regex.Matches(Document.Readme.Text, @"\]\((docs/[^)#]+)").Select(match => match.Groups[1].Value).ToHashSet();
        var pages = Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(page => $"docs/{Path.GetFileName(page)}");

        Assert.Equal([], pages.Where(page => !links.Contains(page)).Order(StringComparer.Ordinal));
    }

    /// <remarks>The demo and the tests are run by <c>EndToEnd.Tests</c>' <c>DemoTests</c> and by whoever runs this; the rest by the container tests' newcomers.</remarks>
    [Fact]
    public void EveryCommandIsRunByATest()
    {
        Assert.Equal(["dotnet run --project Demo\ndotnet test\n"], Document.Readme.Commands("Try it without an account"));
        Assert.Single(Document.Readme.Commands("Into a database"));
        Assert.Empty(Document.Readme.Commands("Where to go next"));
        Assert.NotEmpty(Document.FirstSync.Commands("With Docker"));
        Assert.All(Document.FirstSync.Chapters.Skip(1), chapter => Assert.Empty(Document.FirstSync.Commands(chapter)));
    }

    [Fact]
    public void TheConnectorsCommandsAreWellFormed()
    {
        var commands = Regex.Matches(Document.FirstSync.Text, "(?:source-dixa |`)(?<arguments>(check|discover|read) --[^`>\n]+)").Select(match => match.Groups["arguments"].Value.Trim()).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.True(CommandLine.TryParse(command.Split(' '), out var error) is not null, $"{command}: {error}"));
    }

    [Fact]
    public void TheProjectsThatCommandsNameExist()
    {
        var projects = Pages.SelectMany(page => Regex.Matches(File.ReadAllText(page), @"dotnet run [^`\n]*--project (?<project>\w+)"))
            .Select(match => match.Groups["project"].Value)
            .ToHashSet();

        Assert.Superset(new HashSet<string> { "Benchmarks", "Demo", "Probe" }, projects);
        Assert.All(projects, project => Assert.Single(Directory.GetFiles(Repository.PathOf(project), "*.csproj")));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryLinkIntoTheRepositoryLeadsSomewhere(string path)
    {
        var targets = Regex.Matches(File.ReadAllText(path), @"\]\((?<target>[^)#:]+)(#[^)]*)?\)").Select(match => match.Groups["target"].Value);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{path}: {target}"));
    }
}
