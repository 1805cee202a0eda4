using Dixa.Warehouse.Messages;

namespace Dixa.Warehouse.Writing;

/// <summary>What one message covers: it is committed as a whole or not at all.</summary>
/// <param name="Rows">The records of each stream that it covers.</param>
/// <param name="State">The STATE to hand on; null where the end of a stream covers them.</param>
/// <param name="Completed">The stream that has ended well with this.</param>
public sealed record CommitUnit(IReadOnlyList<(StreamIntake Stream, RowBuffer Rows)> Rows, StateMessage? State, StreamIntake? Completed)
{
    public long Records => Rows.Sum(each => each.Rows.Count);

    public long Bytes => Rows.Sum(each => each.Rows.Bytes);
}
