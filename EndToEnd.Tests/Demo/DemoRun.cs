using System.Diagnostics;

namespace Dixa.Connector.Demo;

/// <summary>The README's first command, as a program of its own, on a small organisation.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-dixa-demo");

    public string Output => Path.Combine(_folder.FullName, "run");

    public int ExitCode { get; private set; }

    public string Stdout { get; private set; } = "";

    public string Stderr { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "dixa-demo.dll"), "--conversations", "200", "--months", "1", "--output", Output, "--no-serve"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var stdout = demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stderr = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
        (ExitCode, Stdout, Stderr) = (demo.ExitCode, await stdout, await stderr);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
