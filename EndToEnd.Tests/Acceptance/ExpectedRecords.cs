namespace Dixa.Connector.Acceptance;

/// <summary>Where the records that a read must contain are written down.</summary>
public sealed class ExpectedRecords
{
    public required string Path { get; init; }

    public bool ExactOrder { get; init; }
}
