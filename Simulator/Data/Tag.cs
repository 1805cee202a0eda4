namespace Dixa.Simulator.Data;

public sealed record Tag(Guid Id, string Name, string? Color, bool IsActive) : IIdentified;
