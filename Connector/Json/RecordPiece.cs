namespace Dixa.Connector.Json;

/// <summary>Bytes of a record that go out.</summary>
/// <param name="Start">Where they begin, counted from the record's brace.</param>
/// <param name="End">Behind the last of them.</param>
/// <param name="Before">What goes out in front of them.</param>
public readonly record struct RecordPiece(int Start, int End, RecordPiece.Lead Before)
{
    /// <summary>What joins a piece to the one before it.</summary>
    public enum Lead
    {
        /// <summary>Nothing: the piece goes on inside a value.</summary>
        None,

        /// <summary>A comma, unless nothing has gone out before: the piece begins with a member.</summary>
        Comma,

        /// <summary>The zone of a time that names none.</summary>
        Zone,
    }
}
