using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dixa.Connector.Harness;

/// <summary>A run of the executable that has not ended yet.</summary>
public sealed class RunningProcess : IDisposable
{
    /// <summary>Longer than any run of a test: what hangs shall fail, not hold up the others.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(3);

    /// <summary>A process that is killed may leave half a line, which no destination would take; any other process may not.</summary>
    private const int KilledExitCode = 128 + 9;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _reading;
    private readonly Task<string> _stderr;
    private volatile bool _isOutputClosed;

    public RunningProcess(Process process)
    {
        _process = process;
        _reading = ReadLinesAsync();
        _stderr = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Called for each line as it arrives.</summary>
    public Action<string>? OnLine { get; set; }

    /// <summary>Ends at once, without a chance to say anything: SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Reads nothing more and closes this end of the pipe, as a platform does that cancels a sync. To be called from <see cref="OnLine"/>.</summary>
    public void CloseOutput() => _isOutputClosed = true;

    public void Signal(PosixSignal signal)
    {
        using var kill = Process.Start("kill", [signal == PosixSignal.SIGTERM ? "-TERM" : "-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <param name="longest">How long that may take; null for as long as any test waits.</param>
    public async Task<Run> EndAsync(TimeSpan? longest = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(longest ?? Longest);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _reading;
            throw new TimeoutException($"{(longest ?? Longest).TotalMinutes:0.0} minutes have not been enough:\n{new Run(KilledExitCode, _lines, await _stderr)}");
        }

        var rest = await _reading;
        if (rest.Length > 0 && _process.ExitCode != KilledExitCode)
        {
            _lines.Add(rest);
        }

        return new Run(_process.ExitCode, _lines, await _stderr);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string> ReadLinesAsync()
    {
        var text = _process.StandardOutput;
        var pending = "";
        var buffer = new char[64 * 1024];
        for (var count = await text.ReadAsync(buffer); count > 0; count = await text.ReadAsync(buffer))
        {
            var parts = (pending + new string(buffer, 0, count)).Split('\n');
            foreach (var line in parts[..^1])
            {
                _lines.Add(line);
                OnLine?.Invoke(line);
                if (_isOutputClosed)
                {
                    text.Dispose();
                    return "";
                }
            }

            pending = parts[^1];
        }

        return pending;
    }
}
