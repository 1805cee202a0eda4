using System.Runtime.InteropServices;

namespace Dixa.Warehouse;

/// <summary>Turns SIGTERM and SIGINT into a cancellation, and ends the process if that takes too long.</summary>
public sealed class StopSignals : IDisposable
{
    /// <summary>What a stop may take: containers are killed after ten seconds. A transaction that is under way then is undone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Timer? _end;
    private int _signal;

    public StopSignals()
    {
        Handle(PosixSignal.SIGTERM, 15);
        Handle(PosixSignal.SIGINT, 2);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>128 and the signal's number; null when none came.</summary>
    public int? ExitCode => _signal == 0 ? null : 128 + _signal;

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
        _end ??= new Timer(_ => Environment.Exit(ExitCode!.Value), null, Grace, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }));
}
