using Dixa.Warehouse.Messages;

namespace Dixa.Warehouse.Writing;

/// <summary>Who hears what becomes of the input. Calls come from two threads.</summary>
public interface IWriteOutput
{
    /// <summary>Everything that the state covers is committed.</summary>
    void Committed(StateMessage state, long records);

    /// <summary>A message of the source that is none of the database's business: a LOG or a TRACE.</summary>
    void Heard(MessageKind kind, ReadOnlySpan<byte> line);
}
