namespace Dixa.Connector.Json;

/// <summary>A run of bytes of a record that is written.</summary>
/// <param name="Start">Its start, counted from the record's brace.</param>
/// <param name="End">The position after its last byte.</param>
/// <param name="Before">What is written before it.</param>
public readonly record struct RecordPiece(int Start, int End, RecordPiece.Lead Before)
{
    /// <summary>What joins a piece to the one before it.</summary>
    public enum Lead
    {
        /// <summary>Nothing: the piece continues a value.</summary>
        None,

        /// <summary>A comma, unless nothing has been written yet: the piece begins with a member.</summary>
        Comma,

        /// <summary>A zone, for a time without one.</summary>
        Zone,
    }
}
