namespace Dixa.Connector.Json;

/// <summary>Where records go, and what must be handed on now and then.</summary>
public interface IFlushable
{
    /// <summary>Whether it must be flushed before it takes another record.</summary>
    bool IsFull { get; }

    /// <summary>Hands on what it has taken; waits while the next in line is behind.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
