using Microsoft.Extensions.Hosting;

namespace Dixa.Simulator.Http;

/// <summary>Leaves Ctrl-C and SIGTERM to the process around the server; the default lifetime would swallow them.</summary>
public sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
