using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>How a stream is read. One class for each way that Dixa has of giving out rows.</summary>
public abstract class StreamKind
{
    /// <summary>Whether the stream can be read from where the last sync stopped.</summary>
    public abstract bool IsIncremental { get; }

    /// <summary>How the stream's cursor is written, in records and in states.</summary>
    public virtual CursorForm CursorForm => CursorForm.Milliseconds;

    /// <summary>Reads the state and does nothing with it.</summary>
    /// <exception cref="ConnectorException">The state can't be used: <see cref="SavedState.Error"/>.</exception>
    public abstract void CheckState(StreamSync sync);

    /// <summary>Called for every stream before the first one is read.</summary>
    public virtual void Prepare(StreamSync sync)
    {
    }

    /// <summary>Reads the stream from its state to the end of the sync's period, writing records, and a state whenever what was written is whole.</summary>
    public abstract Task ReadAsync(StreamSync sync, CancellationToken cancellationToken);
}
