using DotNet.Testcontainers.Clients;
using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Networks;

/// <summary>A network that is driven through <see cref="DockerCli"/>.</summary>
internal sealed class DockerNetwork(string name, bool cleanUp) : INetwork
{
    private readonly Lock _gate = new();
    private Task? _creation;

    public string Name => _creation is { IsCompletedSuccessfully: true }
        ? name
        : throw new InvalidOperationException("Could not find resource 'DockerNetwork'. Please create the resource first.");

    /// <summary>Several containers may ask for the same network at once: it is created once.</summary>
    public Task CreateAsync(CancellationToken ct = default)
    {
        lock (_gate)
        {
            var labels = DefaultLabels.All.SelectMany(label => new[] { "--label", label });
            return _creation ??= DockerCli.RunAsync(ct, ["network", "create", .. labels, name]);
        }
    }

    /// <summary>A network that is gone already, or still in use, is not an error.</summary>
    public async Task DeleteAsync(CancellationToken ct = default)
    {
        if (_creation is { IsCompletedSuccessfully: true })
        {
            await DockerCli.TryRunAsync(["network", "rm", name], [], ct);
            _creation = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (cleanUp)
        {
            await DeleteAsync();
        }
    }
}
