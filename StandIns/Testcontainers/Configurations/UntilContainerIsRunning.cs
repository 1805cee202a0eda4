using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

internal sealed class UntilContainerIsRunning : IWaitUntil
{
    public Task<bool> UntilAsync(IContainer container) =>
        Task.FromResult(container.State is TestcontainersStates.Running or TestcontainersStates.Exited);
}
