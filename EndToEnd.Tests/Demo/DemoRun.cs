using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dixa.Connector.Demo;

/// <summary>The README's first command, as a program of its own, on a small organisation: it shows its page, which is visited, and Ctrl-C ends it.</summary>
public sealed partial class DemoRun : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-demo");

    public string Output => Path.Combine(_folder.FullName, "run");

    public int ExitCode { get; private set; }

    public string Stdout { get; private set; } = "";

    public string Stderr { get; private set; } = "";

    /// <summary>Where the page was; null if it said nothing of one.</summary>
    public Uri? Address { get; private set; }

    /// <summary>The page, as HTML.</summary>
    public string Page { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "dixa-demo.dll"), "--conversations", "200", "--months", "1", "--output", Output, .. OperatingSystem.IsWindows() ? ["--no-serve"] : Array.Empty<string>()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var stderr = demo.StandardError.ReadToEndAsync(ct);
            var lines = new List<string>();
            while (await demo.StandardOutput.ReadLineAsync(ct) is { } line)
            {
                lines.Add(line);
                if (Address is null && PageAddress().Match(line) is { Success: true } match)
                {
                    Address = new Uri(match.Value);
                    using var client = new HttpClient();
                    Page = await client.GetStringAsync(Address, ct);
                    using var kill = Process.Start("kill", ["-INT", demo.Id.ToString(CultureInfo.InvariantCulture)]);
                }
            }

            await demo.WaitForExitAsync(ct);
            (ExitCode, Stdout, Stderr) = (demo.ExitCode, string.Join('\n', lines), await stderr);
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <remarks>The page's, which stands alone in its line and ends in a slash; the simulator's stands in a sentence.</remarks>
    [GeneratedRegex(@"(?<=^  )http://127\.0\.0\.1:\d+/$")]
    private static partial Regex PageAddress();
}
