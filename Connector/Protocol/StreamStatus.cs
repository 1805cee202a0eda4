namespace Dixa.Connector.Protocol;

/// <summary>A stream's place in its life cycle, as the protocol's STREAM_STATUS trace tells it.</summary>
public enum StreamStatus
{
    Started,
    Running,
    Complete,
    Incomplete,
}
