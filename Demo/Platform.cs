using System.Diagnostics;
using System.Text.Json;
using Dixa.Connector;
using Dixa.Simulator;

namespace Dixa.Demo;

/// <summary>Has the connector run one command after the other, as a platform does, and keeps what the simulator logs of each.</summary>
public sealed class Platform(SourceDixa source, OutputFolder folder, SimulatorServer simulator, SimulatedClock clock)
{
    /// <summary>What the Exports API counts requests over, and a little more.</summary>
    private static readonly TimeSpan RateLimitSpan = TimeSpan.FromSeconds(61);

    private DateTimeOffset _lastRequestAt = DateTimeOffset.MinValue;

    /// <exception cref="DemoException">The command failed.</exception>
    public Task<CommandRun> RunAsync(string file, string commandLine, CancellationToken ct) => RunAsync(file, commandLine, _ => { }, ct);

    /// <summary>Reads in a minute of its own: a connector paces its own requests only, so the last command's would count against it.</summary>
    /// <exception cref="DemoException">The read failed.</exception>
    public async Task<ReadRun> ReadAsync(string file, string commandLine, ReadTally tally, Action<JsonElement> show, CancellationToken ct)
    {
        var wait = _lastRequestAt + RateLimitSpan - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, ct);
        }

        var run = await RunAsync(
            file,
            commandLine,
            message =>
            {
                tally.Observe(message);
                show(message);
            },
            ct);
        return new ReadRun(run, tally);
    }

    private async Task<CommandRun> RunAsync(string file, string commandLine, Action<JsonElement> show, CancellationToken ct)
    {
        var transcript = new Transcript();
        var started = Stopwatch.GetTimestamp();
        simulator.Requests.Clear();
        var exitCode = await source.RunAsync(
            commandLine.Split(' '),
            file,
            message =>
            {
                transcript.Observe(message);
                show(message);
            },
            ct);
        var run = new CommandRun(file, transcript, Stopwatch.GetElapsedTime(started), simulator.Requests.All);
        _lastRequestAt = run.Requests.Count > 0 ? run.Requests[^1].ArrivedAt : _lastRequestAt;
        return exitCode == 0
            ? run
            : throw new DemoException($"source-dixa {commandLine} ended with exit code {exitCode}. {string.Join(' ', transcript.Errors)} All it said is in {folder.PathOf(file)}.");
    }
}
