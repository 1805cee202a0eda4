using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Dixa.Demo;

/// <summary><c>dixa-warehouse</c>, run as a program of its own, which keeps the messages of a read in the tables of a database.</summary>
public sealed class DixaWarehouse(OutputFolder folder)
{
    /// <summary>Its settings: where the database is, and which of the organisation's schedules counts.</summary>
    public static JsonObject Config => new() { ["database"] = OutputFolder.Database, ["business_hours"] = "Office" };

    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "warehouse");

    /// <summary>Pipes the messages of a file into it.</summary>
    /// <param name="messages">The file.</param>
    /// <param name="file">What its own messages go to: each STATE that is kept.</param>
    /// <returns>The real time that it took.</returns>
    /// <exception cref="DemoException">It failed.</exception>
    public async Task<TimeSpan> WriteAsync(string commandLine, string messages, string file, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Start(commandLine, folder);
        await using var onStop = ct.Register(process.Kill);
        var transcript = new Transcript();
        var stderr = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await using (var target = folder.OpenNew(file))
        {
            await Task.WhenAll(FeedAsync(process.StandardInput.BaseStream, messages), JsonLines.CopyAsync(process.StandardOutput.BaseStream, target, transcript.Observe));
        }

        await process.WaitForExitAsync(CancellationToken.None);
        ct.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(started)
            : throw new DemoException($"dixa-warehouse {commandLine} ended with exit code {process.ExitCode}. {string.Join(' ', transcript.Errors)} {await stderr}".TrimEnd());
    }

    /// <summary>Makes the views, or brings them up to date.</summary>
    /// <returns>The real time that it took, and what it said of it.</returns>
    /// <exception cref="DemoException">It failed.</exception>
    public async Task<(TimeSpan Elapsed, string Said)> RefreshViewsAsync(string commandLine, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Start(commandLine, folder);
        await using var onStop = ct.Register(process.Kill);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var said = await process.StandardError.ReadToEndAsync(CancellationToken.None) + await output;
        await process.WaitForExitAsync(CancellationToken.None);
        ct.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? (Stopwatch.GetElapsedTime(started), said)
            : throw new DemoException($"dixa-warehouse {commandLine} ended with exit code {process.ExitCode}. {said}".TrimEnd());
    }

    public static Process Start(string commandLine, OutputFolder folder) => Process.Start(BuiltProgram.Start(Directory, "dixa-warehouse", commandLine.Split(' '), folder))
        ?? throw new DemoException("dixa-warehouse did not start.");

    private async Task FeedAsync(Stream input, string messages)
    {
        try
        {
            await using var source = File.OpenRead(folder.PathOf(messages));
            await source.CopyToAsync(input);
            await input.DisposeAsync();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code and its last message say why.
        }
    }
}
