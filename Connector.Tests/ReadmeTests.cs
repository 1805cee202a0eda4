using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Commands;
using Dixa.Connector.Harness;

namespace Dixa.Connector;

/// <summary>What the documents say is true: their tables, commands and links.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories))];

    [Fact]
    public void TheTableOfSettingsIsTheSpecification()
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec.json")));
        var schema = spec.RootElement.GetProperty("connectionSpecification");
        var shown = schema.GetProperty("properties").EnumerateObject()
            .Where(property => !property.Value.TryGetProperty("airbyte_hidden", out _))
            .Select(property => (property.Name, Default: property.Value.TryGetProperty("default", out var value) ? value.ToString() : null));
        var rows = Regex.Matches(ReadmeBlocks.Chapter("Settings"), @"^\| `(?<name>[a-z_]+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)
            .Select(row => (Name: row.Groups["name"].Value, Default: row.Groups["default"].Value))
            .ToList();

        Assert.Equal(shown.Select(setting => setting.Name), rows.Select(row => row.Name));
        Assert.All(shown.Zip(rows), pair => Assert.True(pair.First.Default is null || pair.First.Default == pair.Second.Default, pair.First.Name));
    }

    /// <remarks>What a user decides comes before what there is to admire.</remarks>
    [Fact]
    public void TheChaptersComeInTheOrderInWhichTheyAreNeeded() => Assert.Equal(
        ["Try it without an account", "Use it with an account", "Settings", "How long a first sync takes", "Streams", "Figures", "More"], ReadmeBlocks.Chapters);

    /// <remarks>The demo and the tests are run by <c>EndToEnd.Tests</c>' <c>DemoTests</c> and by whoever runs this; the rest by the container tests' newcomer.</remarks>
    [Fact]
    public void EveryCommandIsRunByATest()
    {
        Assert.Equal(["dotnet run --project Demo\ndotnet test\n"], ReadmeBlocks.Of("Try it without an account"));
        Assert.NotEmpty(ReadmeBlocks.Of("Use it with an account"));
        Assert.All(ReadmeBlocks.Chapters.Skip(2), chapter => Assert.Empty(ReadmeBlocks.Of(chapter)));
    }

    [Fact]
    public void TheConnectorsCommandsAreWellFormed()
    {
        var commands = Regex.Matches(ReadmeBlocks.Text, "(?:source-dixa |`)(?<arguments>(check|discover|read) --[^`>\n]+)").Select(match => match.Groups["arguments"].Value.Trim()).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.True(CommandLine.TryParse(command.Split(' '), out var error) is not null, $"{command}: {error}"));
    }

    [Fact]
    public void TheProjectsThatCommandsNameExist()
    {
        var projects = Regex.Matches(ReadmeBlocks.Text, @"dotnet run [^`\n]*--project (?<project>\w+)").Select(match => match.Groups["project"].Value).Distinct().ToList();

        Assert.Equal(["Benchmarks", "Demo", "Probe"], projects.Order());
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
