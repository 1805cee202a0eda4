using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A condition that makes a container ready.</summary>
public interface IWaitUntil
{
    Task<bool> UntilAsync(IContainer container);
}
