namespace Dixa.Warehouse.Messages;

/// <summary>What a line is.</summary>
public enum MessageKind
{
    /// <summary>No message of the protocol.</summary>
    None,

    Record,
    State,
    Trace,
    Log,

    /// <summary>A message that a destination has no use for, or of a type that is not known.</summary>
    Other,
}
