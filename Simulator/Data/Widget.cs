namespace Dixa.Simulator.Data;

public sealed record Widget(Guid Id, string Name);
