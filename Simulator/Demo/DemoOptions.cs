namespace Dixa.Simulator.Demo;

/// <summary>What the demo simulates, and the directory for the connector's messages.</summary>
public sealed record DemoOptions(SimulatorOptions Simulator, string Output);
