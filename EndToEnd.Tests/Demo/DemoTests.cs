using System.Diagnostics;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Dixa.Demo;

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

    [Fact]
    public async Task ItEndsWithAPageUntilItIsInterrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is ended by a signal.");
        Assert.Contains("<h3>Open now</h3>", demo.Page, StringComparison.Ordinal);
        Assert.Contains("business hours “<bdi>Office</bdi>”", demo.Page, StringComparison.Ordinal);

        // Nobody serves it any more.
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(demo.Address, TestContext.Current.CancellationToken));
        Assert.False(DemoArguments.Parse(["--no-serve"]).Serves);
    }

    /// <summary>Each command that the screen shows, pasted into a shell, gives the table that stands above it.</summary>
    [Fact]
    public async Task TheDatabaseAnswersAsTheScreenSays()
    {
        var shown = Regex.Matches(demo.Stdout.ReplaceLineEndings("\n"), "(?<table>(^[┌│├└].*\n)+)\n(?<command>^sqlite3 [^\"]*\"[^\"]*\"\n)", RegexOptions.Multiline);

        Assert.Equal(Question.All.Count, shown.Count);
        foreach (Match answer in shown)
        {
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", answer.Groups["command"].Value]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (table, errors) = (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.SkipWhen(errors.Contains("not found", StringComparison.Ordinal), "The sqlite3 program is not installed: apt-get install sqlite3");
            Assert.Equal("", errors);
            var rows = Cells(table);
            Assert.True(rows.Count > 2, table);
            Assert.Equal(rows, Cells(answer.Groups["table"].Value));
        }
    }

    private static List<string> Cells(string table) =>
        [.. table.Split('\n').Where(line => line.StartsWith('│')).Select(line => string.Join('|', line.Split('│').Select(cell => cell.Trim())))];
}
