namespace Dixa.Simulator.Data;

/// <summary>Where a chat was opened.</summary>
public sealed record Browser(string Name, string? Version, string? IpAddress, string? OriginatingUrl);
