using Dixa.Simulator.Http;

namespace Dixa.Demo;

/// <summary>A command of the connector that has ended well.</summary>
/// <param name="File">What it wrote went there.</param>
/// <param name="Elapsed">Real time.</param>
/// <param name="Requests">What the simulator's log has of it.</param>
public sealed record CommandRun(string File, Transcript Transcript, TimeSpan Elapsed, IReadOnlyList<LoggedRequest> Requests);

/// <summary>A read that has ended well, and what it brought.</summary>
public sealed record ReadRun(CommandRun Command, ReadTally Tally);
