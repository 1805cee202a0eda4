using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>How a stream is read: one class for each way in which Dixa provides rows.</summary>
public abstract class StreamKind
{
    /// <summary>Whether the stream can resume from the end of the last sync.</summary>
    public abstract bool IsIncremental { get; }

    /// <summary>The format of the stream's cursor, in records and in states.</summary>
    public virtual CursorForm CursorForm => CursorForm.Milliseconds;

    /// <summary>Checks the state without reading anything.</summary>
    /// <exception cref="ConnectorException">The state can't be used: <see cref="SavedState.Error"/>.</exception>
    public abstract void CheckState(StreamSync sync);

    /// <summary>Called for every stream before the first one is read.</summary>
    public virtual void Prepare(StreamSync sync)
    {
    }

    /// <summary>Reads the stream from its state to the end of the sync's period. It writes records, and a state at each point to resume from.</summary>
    public abstract Task ReadAsync(StreamSync sync, CancellationToken cancellationToken);
}
