using System.Runtime.InteropServices;

namespace Dixa.Connector;

/// <summary>Turns SIGTERM and SIGINT into a cancellation, and ends the process if that takes too long.</summary>
public sealed class StopSignals : IDisposable
{
    /// <summary>What a stop may take: containers are killed after ten seconds, and a destination that has stopped reading would never let the last state out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _end;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, 143)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, 130)),
    ];

    public CancellationToken Token => _stop.Token;

    /// <summary>What the process ends with: 128 and the signal's number; null when none came.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _end?.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        ExitCode ??= exitCode;
        _end ??= new Timer(_ => Environment.Exit(exitCode), null, Grace, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }
}
