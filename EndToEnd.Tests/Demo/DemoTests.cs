using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Demo;

public sealed class DemoTests(DemoRun demo) : IClassFixture<DemoRun>
{
    [Fact]
    public async Task TheDemoReadsEverythingAndSaysSo()
    {
        Assert.True(demo.ExitCode == 0, demo.Stdout + demo.Stderr);
        Assert.Contains("All is well.", demo.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', demo.Stdout);
        foreach (var file in new[] { "01-spec", "02-check", "03-discover", "04-read-full", "05-read-incremental" })
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(demo.Output, file + ".jsonl"), TestContext.Current.CancellationToken);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => AirbyteMessage.Parse(line));
        }
    }

    [Fact]
    public void At80ColumnsNoNameAndNoNumberIsBroken()
    {
        var lines = demo.Stdout.ReplaceLineEndings("\n").Split('\n');

        Assert.All(lines.Where(line => !line.Contains(demo.Output, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(StreamRegistry.All, stream => Assert.Contains(
            lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, _, _, "B" or "kB" or "MB", ..] && name == stream.Name));
    }
}
