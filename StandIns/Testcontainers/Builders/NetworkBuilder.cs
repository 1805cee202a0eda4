using DotNet.Testcontainers.Clients;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Builders;

/// <summary>Describes a bridge network, under a random name unless one is given. Each call gives a new builder.</summary>
public sealed class NetworkBuilder
{
    private readonly string _name;
    private readonly bool _cleanUp;

    public NetworkBuilder()
        : this(Guid.NewGuid().ToString("D"), cleanUp: true)
    {
    }

    private NetworkBuilder(string name, bool cleanUp)
    {
        _name = name;
        _cleanUp = cleanUp;
    }

    public NetworkBuilder WithName(string name) => new(name, _cleanUp);

    /// <summary>Whether disposing removes the network (the default) or leaves it.</summary>
    public NetworkBuilder WithCleanUp(bool cleanUp) => new(_name, cleanUp);

    /// <exception cref="DockerUnavailableException">No Docker engine answers.</exception>
    public INetwork Build()
    {
        DockerCli.ThrowIfUnavailable();
        return new DockerNetwork(_name, _cleanUp);
    }
}
