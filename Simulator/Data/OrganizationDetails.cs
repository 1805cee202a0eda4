namespace Dixa.Simulator.Data;

public sealed record OrganizationDetails(Guid Id, string Name, string Subdomain, bool IsActive, string? AvatarUrl);
