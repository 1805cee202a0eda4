using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Dixa.Simulator;

namespace Dixa.Connector.Issues;

/// <summary>PyAirbyte configures every stream as incremental; those that have full refresh only refused that.</summary>
public sealed class AStreamThatCannotBeIncrementalIsReadInFull
{
    [Fact]
    public async Task AndAgainWithTheStatesThatItLeft()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 40, EndUsers = 20, Months = 1 });
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, [.. StreamRegistry.All.Select(stream => stream.Name)]);
        var first = await bench.Source.ReadAsync(bench.Config(), catalog);
        var second = await bench.Source.ReadAsync(bench.Config(), catalog, first.StateFile());

        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, $"{first}\n{second}");
        Assert.All(StreamRegistry.All, stream => Assert.Equal("COMPLETE", first.Statuses(stream.Name).Last()));
        Assert.All(StreamRegistry.All, stream => Assert.NotEmpty(first.Records(stream.Name)));
        var full = StreamRegistry.All.Where(stream => !stream.Kind.IsIncremental).ToList();
        Assert.NotEmpty(full);
        Assert.All(full, stream => Assert.Equal(first.Records(stream.Name).Count(), second.Records(stream.Name).Count()));
        foreach (var run in new[] { first, second })
        {
            var told = Assert.Single(run.Logs, log => log.Contains("read in full", StringComparison.Ordinal));
            Assert.All(full, stream => Assert.Contains(stream.Name, told, StringComparison.Ordinal));
        }
    }
}
