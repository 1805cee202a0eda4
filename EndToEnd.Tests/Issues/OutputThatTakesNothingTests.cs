using System.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>A full disk or a closed descriptor under stdout or stderr ended the process with SIGABRT instead of its exit code.</summary>
public sealed class OutputThatTakesNothingTests
{
    [Theory]
    [InlineData("--version > /dev/full", 1, "source-dixa: stdout can't be written: No space left on device")]
    [InlineData("--help > /dev/full", 1, "source-dixa: stdout can't be written: No space left on device")]
    [InlineData("--version >&-", 1, "source-dixa: stdout can't be written: ")]
    [InlineData("--version > /dev/full 2> /dev/full", 1, "")]
    [InlineData("spec > /dev/full 2> /dev/full", 1, "")]
    [InlineData("spec >&- 2>&-", 1, "")]
    [InlineData("nonsense 2> /dev/full", 2, "")]
    [InlineData("nonsense 2>&-", 2, "")]
    public async Task TheExitCodeIsTheRightOne(string command, int exitCode, string expected)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"\"$0\" {command}", SourceDixa.Executable]) { RedirectStandardError = true })!;
        var stderr = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, shell.ExitCode);
        Assert.StartsWith(expected, stderr, StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0 ? 0 : 1, stderr.Count(c => c == '\n'));
    }
}
