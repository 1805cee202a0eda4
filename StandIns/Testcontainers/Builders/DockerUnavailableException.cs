namespace DotNet.Testcontainers.Builders;

/// <summary>No Docker engine answers.</summary>
public sealed class DockerUnavailableException(string message) : Exception(message);
