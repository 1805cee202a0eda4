namespace Dixa.Simulator.Commands;

/// <summary>A command line that makes no sense; the message says why.</summary>
public sealed class UsageException(string message) : Exception(message);
