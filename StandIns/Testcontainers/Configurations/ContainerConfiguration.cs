using System.Collections.Immutable;
using System.Globalization;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;

namespace DotNet.Testcontainers.Configurations;

/// <summary>What a <see cref="ContainerBuilder"/> has gathered.</summary>
internal sealed record ContainerConfiguration
{
    public required string Image { get; init; }

    public string? Name { get; init; }

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Command { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<INetwork> Networks { get; init; } = [];

    public ImmutableArray<string> NetworkAliases { get; init; } = [];

    /// <summary>The port of the host, or nothing for a free one, by the port of the container.</summary>
    public ImmutableDictionary<int, string> PortBindings { get; init; } = ImmutableDictionary<int, string>.Empty;

    public ImmutableArray<ResourceMapping> Resources { get; init; } = [];

    public ImmutableArray<string> Mounts { get; init; } = [];

    public ImmutableArray<WaitStrategy> WaitStrategies { get; init; } = [.. Wait.ForUnixContainer().Build()];

    public bool CleanUp { get; init; } = true;

    /// <summary>The arguments of <c>docker</c> that create the container.</summary>
    public IEnumerable<string> CreateArguments()
    {
        yield return "create";
        foreach (var (option, value) in Options())
        {
            yield return option;
            yield return value;
        }

        yield return Image;

        // The command line takes one word as the entry point; further ones come first in the command.
        foreach (var word in Entrypoint.Skip(1).Concat(Command))
        {
            yield return word;
        }
    }

    private IEnumerable<(string Option, string Value)> Options()
    {
        foreach (var label in DefaultLabels.All)
        {
            yield return ("--label", label);
        }

        if (Name is not null)
        {
            yield return ("--name", Name);
        }

        if (!Entrypoint.IsEmpty)
        {
            yield return ("--entrypoint", Entrypoint[0]);
        }

        if (WorkingDirectory is not null)
        {
            yield return ("--workdir", WorkingDirectory);
        }

        foreach (var (name, value) in Environment)
        {
            yield return ("--env", $"{name}={value}");
        }

        foreach (var network in Networks.Take(1))
        {
            yield return ("--network", network.Name);
        }

        foreach (var alias in NetworkAliases)
        {
            yield return ("--network-alias", alias);
        }

        foreach (var (containerPort, hostPort) in PortBindings)
        {
            yield return ("--publish", string.Create(CultureInfo.InvariantCulture, $"{hostPort}:{containerPort}"));
        }

        foreach (var mount in Mounts)
        {
            yield return ("--mount", mount);
        }
    }
}
