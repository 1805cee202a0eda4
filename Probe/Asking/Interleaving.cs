using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>Lets the next export go as soon as its minute is over, between the requests to the other host.</summary>
/// <remarks>Everything goes one after the other: no two requests are under way at once, and a run can be repeated step by step.</remarks>
/// <param name="runAsync">Runs a step and notes if it fails.</param>
public sealed class Interleaving(IEnumerable<Step> exports, TimeProvider time, Pause pause, Func<Step, CancellationToken, Task> runAsync)
{
    private static readonly TimeSpan Apart = HostProfiles.Exports.Span + HostProfiles.Exports.Margin;

    private readonly Queue<Step> _waiting = new(exports);
    private DateTimeOffset _next;

    /// <summary>How many exports are still to come.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Runs the next export if it may go.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0 && time.GetUtcNow() >= _next)
        {
            await RunAsync(_waiting.Dequeue(), cancellationToken);
        }
    }

    /// <summary>Runs a step of the Exports API now, before all others.</summary>
    public async Task RunAsync(Step step, CancellationToken cancellationToken)
    {
        await runAsync(step, cancellationToken);
        _next = time.GetUtcNow() + Apart;
    }

    /// <summary>Waits for the others and runs them.</summary>
    public async Task RunRestAsync(CancellationToken cancellationToken)
    {
        while (_waiting.Count > 0)
        {
            await pause.UntilAsync(_next, cancellationToken);
            await RunDueAsync(cancellationToken);
        }
    }
}
