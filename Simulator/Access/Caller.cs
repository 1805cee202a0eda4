namespace Dixa.Simulator.Access;

/// <summary>Whose token a request bears, once it has been found good.</summary>
public sealed record Caller(string Token);
