using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dixa.Connector;

namespace Dixa.Demo;

/// <summary>The connector that lies beside this program, run as a platform runs it: a process of its own, files in, lines out.</summary>
/// <param name="folder">Where it runs and its output goes.</param>
public sealed class SourceDixa(OutputFolder folder, SimulatedClock clock)
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
        var (program, first) = Locate();
        return new ProcessStartInfo(program, [.. first, .. arguments])
        {
            WorkingDirectory = folder.Path,
            Environment = { [SimulatedClock.Variable] = clock.ToString() },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>
    /// By the runtime that runs this program, if it is a shared one: the connector's own executable looks for one in the usual
    /// places only, and a fresh SDK may lie elsewhere.
    /// </summary>
    private static (string Program, string[] First) Locate()
    {
        var (suffix, folder) = (OperatingSystem.IsWindows() ? ".exe" : "", AppContext.BaseDirectory);
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet" + suffix));
        var (library, executable) = (Path.Combine(folder, "source-dixa.dll"), Path.Combine(folder, "source-dixa" + suffix));
        return File.Exists(dotnet) && File.Exists(library) ? (dotnet, ["exec", library])
            : File.Exists(executable) ? (executable, [])
            : throw new DemoException($"The connector is not at {library}, or there is no .NET runtime for it. Start the demo from the sources: dotnet run --project Demo");
    }
}
