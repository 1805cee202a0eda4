namespace Dixa.Connector.Acceptance;

public sealed class ExecutableAcceptanceTests(ExecutableRuns runs) : AcceptanceTests(runs), IClassFixture<ExecutableRuns>;
