using System.Diagnostics;
using System.Globalization;
using Dixa.Benchmarks.Warehouses;

namespace Dixa.Benchmarks.Processes;

/// <summary>A program that runs until this is disposed of, which asks it to end and waits for it. What it says goes to a file of the workbench.</summary>
public sealed class RunningProgram : IDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process) => _process = process;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that was resident so far.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public static RunningProgram Start(Workbench bench, IReadOnlyDictionary<string, string>? environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$@\" > {bench.NewPath("log")} 2>&1", program, .. arguments]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Waits for an answer 200 from an address of the program.</summary>
    public static async Task AnswersAsync(Uri url)
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(url);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{url} did not answer within a minute.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Shell.Run("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
