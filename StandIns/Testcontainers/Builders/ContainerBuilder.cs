using System.Globalization;
using DotNet.Testcontainers.Clients;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Builders;

/// <summary>
/// Describes a container. Each call gives a new builder. Without more, the image runs under a random name with its own
/// entry point, is pulled only if it is missing, counts as started once it runs, and is removed when it is disposed.
/// </summary>
public sealed class ContainerBuilder
{
    private readonly ContainerConfiguration _configuration;

    public ContainerBuilder(string image)
        : this(new ContainerConfiguration { Image = image })
    {
    }

    private ContainerBuilder(ContainerConfiguration configuration) => _configuration = configuration;

    public ContainerBuilder WithImage(string image) => new(_configuration with { Image = image });

    public ContainerBuilder WithName(string name) => new(_configuration with { Name = name });

    /// <summary>Replaces the entry point.</summary>
    public ContainerBuilder WithEntrypoint(params string[] entrypoint) => new(_configuration with { Entrypoint = [.. entrypoint] });

    /// <summary>Appends to the command.</summary>
    public ContainerBuilder WithCommand(params string[] command) =>
        new(_configuration with { Command = [.. _configuration.Command, .. command] });

    public ContainerBuilder WithWorkingDirectory(string workingDirectory) =>
        new(_configuration with { WorkingDirectory = workingDirectory });

    public ContainerBuilder WithEnvironment(string name, string value) =>
        WithEnvironment(new Dictionary<string, string> { [name] = value });

    public ContainerBuilder WithEnvironment(IReadOnlyDictionary<string, string> environments) =>
        new(_configuration with { Environment = _configuration.Environment.SetItems(environments) });

    public ContainerBuilder WithNetwork(INetwork network) => new(_configuration with { Networks = [.. _configuration.Networks, network] });

    public ContainerBuilder WithNetworkAliases(params string[] networkAliases) =>
        new(_configuration with { NetworkAliases = [.. _configuration.NetworkAliases, .. networkAliases] });

    /// <param name="port">The port in the container.</param>
    /// <param name="assignRandomHostPort">A free port of the host, else the one of the same number.</param>
    public ContainerBuilder WithPortBinding(int port, bool assignRandomHostPort = false) =>
        WithPortBinding(assignRandomHostPort ? "" : port.ToString(CultureInfo.InvariantCulture), port);

    public ContainerBuilder WithPortBinding(int hostPort, int containerPort) =>
        WithPortBinding(hostPort.ToString(CultureInfo.InvariantCulture), containerPort);

    /// <summary>Puts a file into the container before it starts.</summary>
    public ContainerBuilder WithResourceMapping(
        byte[] resourceContent, FilePath target, uint uid = 0, uint gid = 0, UnixFileModes fileMode = Unix.FileMode644) =>
        new(_configuration with
        {
            Resources = [.. _configuration.Resources, new ResourceMapping(resourceContent, target.Value, uid, gid, fileMode)],
        });

    public ContainerBuilder WithBindMount(string source, string destination) =>
        WithBindMount(source, destination, AccessMode.ReadWrite);

    public ContainerBuilder WithBindMount(string source, string destination, AccessMode accessMode) =>
        WithMount($"type=bind,source={source},target={destination}", accessMode);

    public ContainerBuilder WithTmpfsMount(string destination) => WithTmpfsMount(destination, AccessMode.ReadWrite);

    public ContainerBuilder WithTmpfsMount(string destination, AccessMode accessMode) =>
        WithMount($"type=tmpfs,target={destination}", accessMode);

    /// <summary>Replaces the default, which is <see cref="Wait.ForUnixContainer"/>.</summary>
    public ContainerBuilder WithWaitStrategy(IWaitForContainerOS waitStrategy) =>
        new(_configuration with { WaitStrategies = [.. waitStrategy.Build()] });

    /// <summary>Whether disposing removes the container (the default) or only stops it.</summary>
    public ContainerBuilder WithCleanUp(bool cleanUp) => new(_configuration with { CleanUp = cleanUp });

    /// <exception cref="DockerUnavailableException">No Docker engine answers.</exception>
    public IContainer Build()
    {
        DockerCli.ThrowIfUnavailable();
        return new DockerContainer(_configuration);
    }

    private ContainerBuilder WithPortBinding(string hostPort, int containerPort) =>
        new(_configuration with { PortBindings = _configuration.PortBindings.SetItem(containerPort, hostPort) });

    private ContainerBuilder WithMount(string mount, AccessMode accessMode) =>
        new(_configuration with { Mounts = [.. _configuration.Mounts, accessMode == AccessMode.ReadOnly ? $"{mount},readonly" : mount] });
}
