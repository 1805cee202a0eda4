using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dixa.Warehouse.Syncing;

/// <summary>The source as a child process.</summary>
public sealed partial class SourceProcess : IDisposable
{
    private const int Terminate = 15;

    /// <summary>Those that have not been disposed of.</summary>
    private static readonly ConcurrentDictionary<SourceProcess, bool> Running = [];

    private readonly Process _process;

    private SourceProcess(Process process)
    {
        _process = process;
        Running[this] = true;
    }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts it.</summary>
    /// <param name="heard">Called with each line of its stderr.</param>
    /// <exception cref="WarehouseException">There is no such program.</exception>
    public static SourceProcess Start(SourceCommand command, string directory, IEnumerable<string> arguments, Action<string> heard)
    {
        var start = new ProcessStartInfo(command.Program, [.. command.ArgumentsIn(directory), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, line) =>
            {
                if (!string.IsNullOrEmpty(line.Data))
                {
                    heard(line.Data);
                }
            };
            process.BeginErrorReadLine();
            return new SourceProcess(process);
        }
        catch (Win32Exception exception)
        {
            throw WarehouseException.Configuration($"The source {command.Program} can't be started: {exception.Message}. Put source-dixa beside dixa-warehouse or on the path, or name it with --source.", exception);
        }
    }

    /// <summary>Asks it to end: it still writes its last states.</summary>
    public void Stop()
    {
        if (_process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = Kill(_process.Id, Terminate);
        }
    }

    /// <summary>Waits for its end and says with what code it ended.</summary>
    public int Wait()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Kills those that run, since this process is about to end without disposing of them.</summary>
    public static void KillAll()
    {
        foreach (var source in Running.Keys)
        {
            try
            {
                source._process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It has ended by itself, or was just disposed of.
            }
        }
    }

    /// <summary>It does not outlive this.</summary>
    public void Dispose()
    {
        Running.TryRemove(this, out _);
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
