using System.Globalization;
using DotNet.Testcontainers.Clients;
using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Containers;

/// <summary>A container that is driven through <see cref="DockerCli"/>.</summary>
internal sealed class DockerContainer(ContainerConfiguration configuration) : IContainer
{
    private ContainerInspection? _inspection;

    public string Id => Inspection.Id;

    public string Name => Inspection.Name;

    public string Hostname
    {
        get
        {
            var engine = Environment.GetEnvironmentVariable("DOCKER_HOST");
            if (engine is not null && Uri.TryCreate(engine, UriKind.Absolute, out var address) && address.Scheme is "tcp" or "http" or "https")
            {
                return address.Host;
            }

            // A test that runs in a container itself meets the ports of its siblings at the gateway.
            return _inspection is not null && File.Exists("/.dockerenv") ? _inspection.Gateway : "127.0.0.1";
        }
    }

    public TestcontainersStates State => _inspection?.State ?? TestcontainersStates.Undefined;

    private ContainerInspection Inspection =>
        _inspection ?? throw new InvalidOperationException("Could not find resource 'DockerContainer'. Please create the resource first.");

    public ushort GetMappedPublicPort(int containerPort) => Inspection.PublicPort(containerPort);

    public async Task<long> GetExitCodeAsync(CancellationToken ct = default) =>
        long.Parse(await DockerCli.RunAsync(ct, "wait", Id), CultureInfo.InvariantCulture);

    public async Task<(string Stdout, string Stderr)> GetLogsAsync(
        DateTime since = default, DateTime until = default, bool timestampsEnabled = true, CancellationToken ct = default)
    {
        var arguments = new List<string> { "logs" };
        if (timestampsEnabled)
        {
            arguments.Add("--timestamps");
        }

        if (since != default)
        {
            arguments.AddRange(["--since", Timestamp(since)]);
        }

        if (until != default)
        {
            arguments.AddRange(["--until", Timestamp(until)]);
        }

        var (stdout, stderr, exitCode) = await DockerCli.TryRunAsync([.. arguments, Id], [], ct);
        return exitCode == 0 ? (stdout, stderr) : throw new InvalidOperationException(stderr);
    }

    public async Task StartAsync(CancellationToken ct = default)
    {
        await CreateAsync(ct);
        await DockerCli.RunAsync(ct, "start", Id);
        await WaitStrategy.WaitUntilAsync(PortsArePublishedAsync, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), ct);
        foreach (var strategy in configuration.WaitStrategies)
        {
            await WaitStrategy.WaitUntilAsync(() => IsReadyAsync(strategy, ct), strategy.Interval, strategy.Timeout, ct);
        }

        async Task<bool> PortsArePublishedAsync()
        {
            await InspectAsync(Id, ct);
            return State != TestcontainersStates.Running || Inspection.PublishedPortCount >= configuration.PortBindings.Count;
        }
    }

    public async Task StopAsync(CancellationToken ct = default)
    {
        if (_inspection is not null)
        {
            await DockerCli.RunAsync(ct, "stop", Id);
            await InspectAsync(Id, ct);
        }
    }

    public async Task<ExecResult> ExecAsync(IList<string> command, CancellationToken ct = default)
    {
        var (stdout, stderr, exitCode) = await DockerCli.TryRunAsync(["exec", Id, .. command], [], ct);
        return stderr.StartsWith("Error response from daemon:", StringComparison.Ordinal)
            ? throw new InvalidOperationException(stderr)
            : new ExecResult(stdout, stderr, exitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!configuration.CleanUp)
        {
            await StopAsync();
        }
        else if (_inspection is not null)
        {
            await DockerCli.RunAsync(CancellationToken.None, "rm", "--force", "--volumes", Id);
            _inspection = null;
        }
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        if (_inspection is not null)
        {
            return;
        }

        foreach (var network in configuration.Networks)
        {
            await network.CreateAsync(ct);
        }

        var id = await DockerCli.RunAsync(ct, configuration.CreateArguments());
        await InspectAsync(id, ct);
        foreach (var network in configuration.Networks.Skip(1))
        {
            var aliases = configuration.NetworkAliases.SelectMany(alias => new[] { "--alias", alias });
            await DockerCli.RunAsync(ct, ["network", "connect", .. aliases, network.Name, id]);
        }

        foreach (var resource in configuration.Resources)
        {
            var (_, stderr, exitCode) = await DockerCli.TryRunAsync(["cp", "-", $"{id}:/"], resource.ToTar(), ct);
            if (exitCode != 0)
            {
                throw new InvalidOperationException($"{resource.Target}: {stderr}");
            }
        }
    }

    private async Task InspectAsync(string id, CancellationToken ct) =>
        _inspection = new ContainerInspection(await DockerCli.RunAsync(ct, "container", "inspect", id));

    private async Task<bool> IsReadyAsync(WaitStrategy strategy, CancellationToken ct)
    {
        await InspectAsync(Id, ct);
        if (strategy.Mode == WaitStrategyMode.Running && State != TestcontainersStates.Running)
        {
            var (stdout, stderr) = await GetLogsAsync(timestampsEnabled: false, ct: ct);
            throw new ContainerNotRunningException(Id, stdout, stderr, await GetExitCodeAsync(ct), null);
        }

        return await strategy.UntilAsync(this, ct);
    }

    private static string Timestamp(DateTime time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
