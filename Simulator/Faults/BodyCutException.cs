namespace Dixa.Simulator.Faults;

/// <summary>Keeps the rest of a body from being made.</summary>
public sealed class BodyCutException : Exception;
