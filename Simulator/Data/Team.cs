namespace Dixa.Simulator.Data;

public sealed record Team(Guid Id, string Name) : IIdentified;
