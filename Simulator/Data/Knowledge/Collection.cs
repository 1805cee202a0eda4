namespace Dixa.Simulator.Data.Knowledge;

public sealed record Collection(Guid Id, string Title, string? Description, bool IsInternal, bool IsRestricted) : IIdentified;
