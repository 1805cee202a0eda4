using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Streams;

/// <summary>Holds together what belongs together: the table of streams, the schema files, the README and the simulator.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void EveryStreamHasASchemaFileAndEveryFileAStream() => Assert.Equal(
        StreamRegistry.All.Select(stream => stream.Name).Order(),
        Directory.GetFiles(Repository.PathOf("Connector", "Streams", "Schemas"), "*.json").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void NamesAreSnakeCaseAndUnique()
    {
        Assert.All(StreamRegistry.All, stream => Assert.Matches("^[a-z]+(_[a-z]+)*$", stream.Name));
        Assert.Equal(StreamRegistry.All.Count, StreamRegistry.All.Select(stream => stream.Name).Distinct().Count());
    }

    [Fact]
    public void TheReadmesTableIsTheRegistry()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var rows = Regex.Matches(readme, @"^\| `(?<name>[a-z_]+)` \| [^|]+ \| `(?<key>[^|]+)` \| (?<mode>[^|]+) \|", RegexOptions.Multiline)
            .Select(row => (row.Groups["name"].Value, row.Groups["key"].Value, row.Groups["mode"].Value.Trim()));

        Assert.Equal(
            StreamRegistry.All.Select(stream => (
                stream.Name,
                string.Join("`, `", stream.PrimaryKey),
                stream.Kind.IsIncremental ? $"full refresh, incremental on `{stream.Cursor}`" : "full refresh")),
            rows);
        Assert.Contains($"as {StreamRegistry.All.Count} tables", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSimulatorServesEveryStream()
    {
        await using var bench = await Bench.StartAsync();
        var run = await bench.Source.ReadAsync(
            bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. StreamRegistry.All.Select(stream => stream.Name)]));

        Assert.Equal(0, run.ExitCode);
        Assert.All(StreamRegistry.All, stream => Assert.NotEmpty(run.Records(stream.Name)));
    }
}
