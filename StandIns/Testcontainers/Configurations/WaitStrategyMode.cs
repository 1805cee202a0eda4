namespace DotNet.Testcontainers.Configurations;

/// <summary>Whether the container has to stay up while a condition is waited for.</summary>
public enum WaitStrategyMode
{
    /// <summary>A container that ends is an error (the default of each condition that a test adds).</summary>
    Running,

    /// <summary>The container may have ended.</summary>
    OneShot,
}
