namespace Dixa.Warehouse.Views.Inputs;

/// <summary>What the views want of a column, whatever type it has in the table.</summary>
public enum InputKind
{
    /// <summary>A whole number: an id, a count, or a time in epoch milliseconds.</summary>
    Number,

    /// <summary>A moment, as epoch milliseconds.</summary>
    Moment,

    Text,

    /// <summary>One of a few words, in lower case.</summary>
    Word,

    /// <summary>True or false, never NULL.</summary>
    Flag,

    /// <summary>A JSON value.</summary>
    Json,
}
