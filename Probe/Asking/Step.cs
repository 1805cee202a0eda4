namespace Dixa.Probe.Asking;

/// <summary>A question or a few that belong together. What fails in one leaves the others alone.</summary>
/// <param name="Name">What is asked for, for whoever watches and for the report.</param>
public sealed record Step(string Name, Func<CancellationToken, Task> AskAsync);
