using System.Runtime.InteropServices;

namespace Dixa.Shared;

/// <summary>Turns SIGTERM, SIGINT and SIGHUP into a cancellation. The process then ends by the signal itself, at once if the cancellation takes too long.</summary>
/// <remarks>
/// A parent process distinguishes a stopped child from a failed one by the signal that ended it; a shell shows both as 128 plus the
/// signal's number. The first process of a container can't kill itself by a signal, so it exits with that number. The connector and the
/// warehouse both compile this file: they know nothing of each other.
/// </remarks>
public sealed partial class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TimeSpan _grace;
    private Timer? _end;
    private int _signal;

    /// <param name="grace">How long a stop may take. Containers are killed after ten seconds, and a reader of stdout that has stopped reading would block the last state for ever.</param>
    public StopSignals(TimeSpan grace)
    {
        _grace = grace;
        Handle(PosixSignal.SIGTERM, 15);
        Handle(PosixSignal.SIGINT, 2);
        if (!IsIgnored(1))
        {
            Handle(PosixSignal.SIGHUP, 1);
        }
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Called before the process is ended because a stop takes too long: what must not outlive it.</summary>
    public Action? BeforeForcedEnd { get; init; }

    /// <summary>The exit code if the process can't end by the signal: 128 plus the signal's number; null without a signal.</summary>
    public int? ExitCode => _signal == 0 ? null : 128 + _signal;

    /// <summary>Ends the process by the signal that was received. Returns if there was none, or if this process can't end that way.</summary>
    public void Die()
    {
        if (_signal != 0 && !OperatingSystem.IsWindows())
        {
            _ = SetHandler(_signal, 0);
            _ = Raise(_signal);
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _end?.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        Interlocked.CompareExchange(ref _signal, number, 0);
        _end ??= new Timer(_ => DieOrExit(), null, _grace, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }));

    private void DieOrExit()
    {
        BeforeForcedEnd?.Invoke();
        Die();
        Environment.Exit(ExitCode!.Value);
    }

    /// <summary>Whether the process was started with a signal ignored, as nohup does with SIGHUP. It then stays ignored.</summary>
    private static bool IsIgnored(int signal)
    {
        const string Status = "/proc/self/status";
        var ignored = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            : null;
        return ignored is not null && ((Convert.ToUInt64(ignored[7..].Trim(), 16) >> (signal - 1)) & 1) == 1;
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Raise(int signal);
}
