namespace Dixa.Probe.Wire;

/// <summary>Waits in steps of at most a second, so that whoever watches sees that it waits, and an end comes at once.</summary>
/// <param name="step">Called with what is left, before each step.</param>
public sealed class Pause(TimeProvider time, Action<TimeSpan>? step = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) => UntilAsync(time.GetUtcNow() + wait, cancellationToken);

    public async Task UntilAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        while (end - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            step?.Invoke(left);
            await Task.Delay(left < Longest ? left : Longest, time, cancellationToken);
        }
    }
}
