namespace Dixa.Simulator.Data.Analytics;

public sealed record Described(string Name, string? Description);
