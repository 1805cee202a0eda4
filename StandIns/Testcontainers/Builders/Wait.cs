using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Builders;

/// <summary>Where the description of a container's readiness begins.</summary>
public static class Wait
{
    /// <summary>Ready as soon as the container has started, whether or not it has already ended again.</summary>
    public static IWaitForContainerOS ForUnixContainer() => new WaitForContainerUnix();
}
