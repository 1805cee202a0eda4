namespace Dixa.Connector.Acceptance;

/// <summary>One case: the files that it runs with, and what is expected of it. Which keys a kind of test takes, Airbyte's suite knows; here they are together.</summary>
public sealed class AcceptanceCase
{
    public string? SpecPath { get; init; }

    public required string ConfigPath { get; init; }

    public string? Status { get; init; }

    public string? ConfiguredCatalogPath { get; init; }

    public List<Exemption> EmptyStreams { get; init; } = [];

    public ExpectedRecords? ExpectRecords { get; init; }

    public bool ValidateDataPoints { get; init; }

    public bool ValidateStreamStatuses { get; init; }

    public Dictionary<string, List<Exemption>> IgnoredFields { get; init; } = [];

    public FutureState? FutureState { get; init; }

    public int? TimeoutSeconds { get; init; }

    public IEnumerable<string> Files =>
        new[] { SpecPath, ConfigPath, ConfiguredCatalogPath, ExpectRecords?.Path, FutureState?.FutureStatePath }.OfType<string>();
}
