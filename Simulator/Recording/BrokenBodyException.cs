namespace Dixa.Simulator.Recording;

/// <summary>The body ended before its end: the host closed the connection, or the client went away.</summary>
public sealed class BrokenBodyException(Exception cause) : IOException($"The body ended too early: {cause.Message}", cause);
