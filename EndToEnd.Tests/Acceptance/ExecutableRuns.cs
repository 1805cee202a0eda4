namespace Dixa.Connector.Acceptance;

/// <summary>The runs of the published executable.</summary>
public sealed class ExecutableRuns() : AcceptanceRuns(new ExecutablePlatform());
