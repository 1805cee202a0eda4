namespace Dixa.Warehouse.Stores;

/// <summary>What is committed in one transaction.</summary>
/// <param name="Number">The transaction's number in its run, from 1.</param>
/// <param name="SharedState">The last state of all streams together, if one came.</param>
public sealed record Batch(RunId Run, long Number, DateTimeOffset Time, IReadOnlyList<StreamBatch> Streams, string? SharedState)
{
    public long Records => Streams.Sum(stream => stream.Records);

    public long Bytes => Streams.Sum(stream => stream.Bytes);
}
