using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Commands;
using Dixa.Connector.Harness;

namespace Dixa.Connector;

/// <summary>What the documents say is true: their tables, commands and links.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

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
        var rows = Regex.Matches(Section("Settings"), @"^\| `(?<name>[a-z_]+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)
            .Select(row => (Name: row.Groups["name"].Value, Default: row.Groups["default"].Value))
            .ToList();

        Assert.Equal(shown.Select(setting => setting.Name), rows.Select(row => row.Name));
        Assert.All(shown.Zip(rows), pair => Assert.True(pair.First.Default is null || pair.First.Default == pair.Second.Default, pair.First.Name));
    }

    [Fact]
    public void TheConnectorsCommandsAreWellFormed()
    {
        var commands = Regex.Matches(Readme, @"docker run .*? source-dixa (?<arguments>.+)$", RegexOptions.Multiline).Select(match => match.Groups["arguments"].Value).ToList();

        Assert.Equal(3, commands.Count);
        Assert.All(commands, command => Assert.NotNull(CommandLine.TryParse(command.Split(' '), out _)));
    }

    [Fact]
    public void TheProjectsThatCommandsNameExist()
    {
        var projects = Regex.Matches(Readme, @"dotnet run [^`\n]*--project (?<project>\w+)").Select(match => match.Groups["project"].Value).Distinct().ToList();

        Assert.Equal(["Benchmarks", "Simulator"], projects.Order());
        Assert.All(projects, project => Assert.Single(Directory.GetFiles(Repository.PathOf(project), "*.csproj")));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryLinkIntoTheRepositoryLeadsSomewhere(string path)
    {
        var targets = Regex.Matches(File.ReadAllText(path), @"\]\((?<target>[^)#:]+)(#[^)]*)?\)").Select(match => match.Groups["target"].Value);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{path}: {target}"));
    }

    private static string Section(string title)
    {
        var start = Readme.IndexOf($"## {title}\n", StringComparison.Ordinal);
        return Readme[start..Readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }
}
