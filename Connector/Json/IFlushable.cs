namespace Dixa.Connector.Json;

/// <summary>An output of records that has to be flushed from time to time.</summary>
public interface IFlushable
{
    /// <summary>Whether it must be flushed before it takes another record.</summary>
    bool IsFull { get; }

    /// <summary>Passes on the records that were written. Waits while the consumer is behind.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
