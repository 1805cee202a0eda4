namespace Dixa.Connector.Acceptance;

/// <summary>A stream or field that a test leaves out, and why.</summary>
public sealed class Exemption
{
    public required string Name { get; init; }

    public required string BypassReason { get; init; }
}
