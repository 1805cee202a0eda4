namespace DotNet.Testcontainers.Configurations;

/// <summary>How a condition is waited for: each second, for an hour at most, unless said otherwise.</summary>
public interface IWaitStrategy
{
    IWaitStrategy WithMode(WaitStrategyMode mode);

    IWaitStrategy WithInterval(TimeSpan interval);

    IWaitStrategy WithTimeout(TimeSpan timeout);
}
