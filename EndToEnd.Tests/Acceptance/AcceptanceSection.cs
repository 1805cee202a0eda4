namespace Dixa.Connector.Acceptance;

/// <summary>A kind of test with its cases, or the reason why there are none.</summary>
public sealed class AcceptanceSection
{
    public List<AcceptanceCase> Tests { get; init; } = [];

    public string? BypassReason { get; init; }
}
