using System.Diagnostics;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>Short commands that have to succeed.</summary>
public static class Shell
{
    /// <summary>Runs a program and gives what it says.</summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        // What is started in the background keeps what it inherits: its output goes nowhere.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }
}
