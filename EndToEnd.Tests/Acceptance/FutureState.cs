namespace Dixa.Connector.Acceptance;

/// <summary>Where a state is written down whose cursors lie in the far future.</summary>
public sealed class FutureState
{
    public required string FutureStatePath { get; init; }

    public List<Exemption> MissingStreams { get; init; } = [];
}
