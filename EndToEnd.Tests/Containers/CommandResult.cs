namespace Dixa.Connector.Containers;

/// <summary>What a command wrote, and how it ended.</summary>
public sealed record CommandResult(string Stdout, string Stderr, long ExitCode);
