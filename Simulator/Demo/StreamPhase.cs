namespace Dixa.Simulator.Demo;

/// <summary>Where the reading of a stream stands, by the connector's own word.</summary>
public enum StreamPhase
{
    Waiting,
    Reading,
    RateLimited,
    Complete,
    Incomplete,
}
