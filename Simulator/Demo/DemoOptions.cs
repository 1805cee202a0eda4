namespace Dixa.Simulator.Demo;

/// <summary>What the demo simulates, and the directory for the connector's messages; null for one of its own.</summary>
public sealed record DemoOptions(SimulatorOptions Simulator, string? Output);
