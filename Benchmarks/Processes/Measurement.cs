using System.Diagnostics;
using System.Globalization;
using Dixa.Connector;

namespace Dixa.Benchmarks.Processes;

/// <summary>One run of a program into a pipe: wall time, processor time and the most memory that was resident.</summary>
public sealed record Measurement(TimeSpan Wall, TimeSpan Processor, long PeakBytes)
{
    /// <summary>A reader that only drains.</summary>
    public const string Discard = "cat > /dev/null";

    /// <summary>Runs a program to its end.</summary>
    /// <param name="drain">What reads its output, as the shell spells it.</param>
    public static async Task<Measurement> OfAsync(Workbench bench, Command command, string drain = Discard)
    {
        await using var pipe = await DrainedPipe.OpenAsync(bench, drain);
        var before = ProcessorTime.OfEndedChildren();
        var start = Stopwatch.GetTimestamp();
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$@\" > {pipe.Path}", command.Program, .. command.Arguments]);
        process.StartInfo.Environment[SimulatedClock.Variable] = command.Clock;
        process.Start();
        long peak = 0;
        var exit = process.WaitForExitAsync();
        while (!exit.IsCompleted)
        {
            // The kernel keeps the high-water mark itself, so the last look before the end is what counts.
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(exit, Task.Delay(10));
        }

        return process.ExitCode == 0
            ? new Measurement(Stopwatch.GetElapsedTime(start), ProcessorTime.OfEndedChildren() - before, peak)
            : throw new InvalidOperationException($"{command} ended with {process.ExitCode}");
    }

    /// <summary>Runs the connector and counts the RECORD lines that come out.</summary>
    public static async Task<(Measurement Measurement, long Records)> CountAsync(Workbench bench, Command command)
    {
        var count = bench.NewPath("count");
        var measurement = await OfAsync(bench, command, $"LC_ALL=C grep -c '^{{\"type\":\"RECORD\"' > {count}");
        return (measurement, long.Parse(await File.ReadAllTextAsync(count), CultureInfo.InvariantCulture));
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
