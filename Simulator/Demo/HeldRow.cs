namespace Dixa.Simulator.Demo;

/// <summary>A row that the simulator held at the end of a read: all its values in one, and when an incremental read finds it.</summary>
public sealed record HeldRow(string Digest, long ChangedAtMs);
