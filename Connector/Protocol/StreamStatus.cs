namespace Dixa.Connector.Protocol;

/// <summary>The phase of a stream in its life cycle, as in the protocol's STREAM_STATUS trace.</summary>
public enum StreamStatus
{
    Started,
    Running,
    Complete,
    Incomplete,
}
