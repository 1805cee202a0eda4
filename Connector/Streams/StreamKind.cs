using Dixa.Connector.Sync;

namespace Dixa.Connector.Streams;

/// <summary>How a stream is read. One class for each way that Dixa has of giving out rows.</summary>
public abstract class StreamKind
{
    /// <summary>Whether the stream can be read from where the last sync stopped.</summary>
    public abstract bool IsIncremental { get; }

    /// <summary>Reads the stream from its state to the end of the sync's period, writing records, and a state whenever what was written is whole.</summary>
    public abstract Task ReadAsync(StreamSync sync, CancellationToken cancellationToken);
}
