using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A condition and how it is waited for.</summary>
public class WaitStrategy(IWaitUntil waitUntil) : IWaitStrategy
{
    public WaitStrategyMode Mode { get; private set; } = WaitStrategyMode.Running;

    public TimeSpan Interval { get; private set; } = TimeSpan.FromSeconds(1);

    public TimeSpan Timeout { get; private set; } = TimeSpan.FromHours(1);

    public IWaitStrategy WithMode(WaitStrategyMode mode)
    {
        Mode = mode;
        return this;
    }

    public IWaitStrategy WithInterval(TimeSpan interval)
    {
        Interval = interval;
        return this;
    }

    public IWaitStrategy WithTimeout(TimeSpan timeout)
    {
        Timeout = timeout;
        return this;
    }

    public virtual Task<bool> UntilAsync(IContainer container, CancellationToken ct = default) => waitUntil.UntilAsync(container);

    /// <exception cref="TimeoutException">The condition has not come about in time.</exception>
    internal static async Task WaitUntilAsync(Func<Task<bool>> wait, TimeSpan interval, TimeSpan timeout, CancellationToken ct)
    {
        async Task Poll()
        {
            while (!await wait())
            {
                await Task.Delay(interval, ct);
            }
        }

        await Poll().WaitAsync(timeout, ct);
    }
}
