namespace Dixa.Simulator.Demo;

/// <summary>What the simulated organisation holds of a stream, taken from its tables: not over HTTP, not in pages, not in windows.</summary>
public sealed record StreamOrigin(string Stream, Func<Holdings, IEnumerable<OriginRow>> Rows);
