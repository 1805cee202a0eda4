using System.Diagnostics;
using System.Globalization;

namespace Dixa.Benchmarks;

/// <summary>One run of a program: wall time and the most memory it held.</summary>
public sealed record Measurement(TimeSpan Wall, long PeakBytes)
{
    /// <summary>Runs a program to its end with its stdout in a file or, when that is null, discarded.</summary>
    public static async Task<Measurement> OfAsync(string program, IReadOnlyList<string> arguments, string? outputPath = null)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$@\" > {outputPath ?? "/dev/null"}", program, .. arguments]);
        process.Start();
        long peak = 0;
        var exit = process.WaitForExitAsync();
        while (!exit.IsCompleted)
        {
            // The kernel keeps the high-water mark itself, so the last look before the end is what counts.
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(exit, Task.Delay(5));
        }

        return process.ExitCode == 0
            ? new Measurement(Stopwatch.GetElapsedTime(start), peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
