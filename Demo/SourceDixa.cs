using System.Diagnostics;
using System.Text.Json;
using Dixa.Connector;

namespace Dixa.Demo;

/// <summary>The connector, run as a platform runs it: a process of its own, files in, lines out.</summary>
/// <param name="directory">Where it lies.</param>
/// <param name="folder">Where it runs and its output goes.</param>
public sealed class SourceDixa(string directory, OutputFolder folder, SimulatedClock clock)
{
    /// <summary>What the connector may take to end once Ctrl-C has reached it too.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="file">What the output goes to.</param>
    /// <param name="show">Gets each message, which lives only so long.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="DemoException">It did not run, or its output is not made of messages.</exception>
    public async Task<int> RunAsync(IEnumerable<string> arguments, string file, Action<JsonElement> show, CancellationToken ct)
    {
        using var process = Process.Start(StartInfo(arguments)) ?? throw new DemoException("The connector did not start.");
        using var late = new CancellationTokenSource();
        await using var onStop = ct.Register(() => late.CancelAfter(Grace));
        await using var onLate = late.Token.Register(process.Kill);
        try
        {
            process.StandardInput.Close();
            var stderr = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await using var target = folder.OpenNew(file);

            // Not cancelled: the process that ends closes its output.
            var isWhole = await JsonLines.CopyAsync(process.StandardOutput.BaseStream, target, show);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return isWhole && await stderr is "" ? process.ExitCode
                : throw new DemoException($"The connector ended with exit code {process.ExitCode} in the middle of a line. {await stderr}");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DemoException($"The last line of {folder.PathOf(file)} is no message of the protocol, or of a stream that nobody asked for: {failure.Message}");
        }
        finally
        {
            process.Kill();
        }
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = BuiltProgram.Start(directory, "source-dixa", arguments, folder);
        start.Environment[SimulatedClock.Variable] = clock.ToString();
        return start;
    }
}
