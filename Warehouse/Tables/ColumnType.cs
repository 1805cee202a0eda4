namespace Dixa.Warehouse.Tables;

/// <summary>What a column holds, whatever the database calls it.</summary>
public enum ColumnType
{
    Boolean,

    /// <summary>A whole number of 64 bits.</summary>
    WholeNumber,

    /// <summary>A decimal number of any length, exact.</summary>
    Number,

    Text,

    /// <summary>A JSON value: an object, an array, or what is of several types.</summary>
    Json,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A date and a time of no zone.</summary>
    LocalTimestamp,

    Date,

    /// <summary>A time of day with its offset from UTC.</summary>
    Time,

    /// <summary>A time of day of no zone.</summary>
    LocalTime,
}
