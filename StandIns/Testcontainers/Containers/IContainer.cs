namespace DotNet.Testcontainers.Containers;

/// <summary>A container. Disposing removes it, unless its builder said otherwise.</summary>
public interface IContainer : IAsyncDisposable
{
    /// <exception cref="InvalidOperationException">The container has not been created.</exception>
    string Id { get; }

    /// <exception cref="InvalidOperationException">The container has not been created.</exception>
    string Name { get; }

    /// <summary>The host under which the test reaches published ports.</summary>
    string Hostname { get; }

    /// <summary>The state when the container was last started, stopped or waited for.</summary>
    TestcontainersStates State { get; }

    /// <exception cref="InvalidOperationException">The container has not been created, or the port is not published.</exception>
    ushort GetMappedPublicPort(int containerPort);

    /// <summary>Waits for the end of the container.</summary>
    Task<long> GetExitCodeAsync(CancellationToken ct = default);

    /// <summary>What the container has written so far; each line begins with its time unless that is switched off.</summary>
    Task<(string Stdout, string Stderr)> GetLogsAsync(
        DateTime since = default, DateTime until = default, bool timestampsEnabled = true, CancellationToken ct = default);

    /// <summary>Creates and starts the container, and waits until it is ready.</summary>
    /// <exception cref="TimeoutException">The container has not become ready in time.</exception>
    /// <exception cref="ContainerNotRunningException">The container ended before it was ready.</exception>
    Task StartAsync(CancellationToken ct = default);

    Task StopAsync(CancellationToken ct = default);

    /// <summary>Runs a command in the running container, without a shell.</summary>
    Task<ExecResult> ExecAsync(IList<string> command, CancellationToken ct = default);
}
