using Dixa.Warehouse.Writing;

namespace Dixa.Warehouse.Stores;

/// <summary>What a transaction brings to one table.</summary>
/// <param name="Rows">Records in the order in which they came.</param>
/// <param name="State">The last state that covers them, as the protocol's state message; null to keep the one that is stored.</param>
/// <param name="IsComplete">Whether the stream has ended well: rows of earlier generations go.</param>
public sealed record StreamBatch(Table Table, IReadOnlyList<RowBuffer> Rows, string? State, bool IsComplete)
{
    public long Records => Rows.Sum(rows => rows.Count);

    public long Bytes => Rows.Sum(rows => rows.Bytes);

    /// <summary>The records in the order in which they came. A line holds until the next one is asked for.</summary>
    public IEnumerable<RowLine> Lines() => Rows.SelectMany(rows => rows.Lines()).Select(each => each.Line);
}
