using System.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector;

/// <summary>The README's first command, on a small organisation.</summary>
[Collection(QuietCollection.Name)]
public sealed class DemoTests
{
    [Fact]
    public async Task TheDemoReadsEverythingAndSaysSo()
    {
        using var source = new SourceDixa();
        var output = Path.GetDirectoryName(source.File("marker", ""))!;
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "dixa-simulator.dll"), "demo", "--conversations", "200", "--months", "1", "--output", Path.Combine(output, "demo")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var stdout = demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stderr = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(demo.ExitCode == 0, await stdout + await stderr);
        Assert.Contains("All is well.", await stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', await stdout);
        foreach (var file in new[] { "01-spec", "02-check", "03-discover", "04-read-full", "05-read-incremental" })
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(output, "demo", file + ".jsonl"), TestContext.Current.CancellationToken);
            Assert.NotEmpty(lines);
            Assert.All(lines, line => AirbyteMessage.Parse(line));
        }
    }
}
