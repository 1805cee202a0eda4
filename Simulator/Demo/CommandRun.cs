using Dixa.Simulator.Http;

namespace Dixa.Simulator.Demo;

/// <summary>A command of the connector that has ended well.</summary>
/// <param name="File">What it wrote went there.</param>
/// <param name="Elapsed">Real time.</param>
/// <param name="Requests">What the simulator's log has of it.</param>
public sealed record CommandRun(string File, Transcript Transcript, TimeSpan Elapsed, IReadOnlyList<LoggedRequest> Requests);
