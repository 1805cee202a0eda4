namespace Dixa.Warehouse.Tables;

/// <summary>In what form a <see cref="Cell"/> holds its value.</summary>
public enum CellKind
{
    Null,

    /// <summary>0 or 1 in <see cref="Cell.Value"/>.</summary>
    Boolean,

    /// <summary>In <see cref="Cell.Value"/>.</summary>
    WholeNumber,

    /// <summary>The digits of a JSON number, as text.</summary>
    Number,

    /// <summary>UTF-8 without escapes.</summary>
    Text,

    /// <summary>The text of a JSON value.</summary>
    Json,

    /// <summary>A moment, a date or a time of day: its text, and its number in <see cref="Cell.Value"/> and <see cref="Cell.OffsetSeconds"/>.</summary>
    Time,
}
