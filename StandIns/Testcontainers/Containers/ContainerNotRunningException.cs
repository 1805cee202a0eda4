namespace DotNet.Testcontainers.Containers;

/// <summary>A container ended before it was ready; the message holds its exit code and its logs.</summary>
public sealed class ContainerNotRunningException(string id, string stdout, string stderr, long exitCode, Exception? exception)
    : Exception($"Container {id} exited with code {exitCode}.\n  Stdout:\n{stdout}\n  Stderr:\n{stderr}", exception);
