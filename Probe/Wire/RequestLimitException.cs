namespace Dixa.Probe.Wire;

/// <summary>The run has made as many requests as it may. What is not known yet stays unknown.</summary>
public sealed class RequestLimitException() : Exception($"{RequestTally.Most} requests were made, which is as many as a run may make");
