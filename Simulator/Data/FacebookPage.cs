namespace Dixa.Simulator.Data;

public sealed record FacebookPage(string Id, string Name);
