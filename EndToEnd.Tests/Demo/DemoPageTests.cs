using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dixa.Connector.Demo;

/// <summary>What the demo ends with, where nobody says otherwise.</summary>
public sealed partial class DemoPageTests
{
    [Fact]
    public async Task TheDemoEndsWithAPageUntilItIsInterrupted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is ended by a signal.");
        var folder = Directory.CreateTempSubdirectory("source-dixa-demo");
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "dixa-demo.dll"), "--conversations", "20", "--months", "1", "--output", Path.Combine(folder.FullName, "run")])
        { RedirectStandardOutput = true })!;
        try
        {
            Uri? address = null;
            while (address is null && await demo.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                address = PageAddress().Match(line) is { Success: true } match ? new Uri(match.Value) : null;
            }

            using var client = new HttpClient();
            var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
            Assert.Contains("<h3>Open now</h3>", page, StringComparison.Ordinal);
            Assert.Contains("business hours “<bdi>Office</bdi>”", page, StringComparison.Ordinal);

            using var kill = Process.Start("kill", ["-INT", demo.Id.ToString(CultureInfo.InvariantCulture)]);
            await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, demo.ExitCode);
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address, TestContext.Current.CancellationToken));
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    /// <remarks>The page's, which stands alone in its line and ends in a slash; the simulator's stands in a sentence.</remarks>
    [GeneratedRegex(@"(?<=^  )http://127\.0\.0\.1:\d+/$")]
    private static partial Regex PageAddress();
}
