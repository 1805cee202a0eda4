namespace Dixa.Simulator.Demo;

/// <summary>What the APIs show of a stream at a moment.</summary>
/// <param name="Rows">Keys, and the versions that the cursor tells apart.</param>
public sealed record StreamOrigin(string Stream, Func<Organization, DateTimeOffset, IEnumerable<(string Key, string Version)>> Rows);
