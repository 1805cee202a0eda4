namespace Dixa.Warehouse.Webhooks;

/// <summary>What became of the reading of a body.</summary>
public enum BodyEnd
{
    Whole,
    TooLarge,

    /// <summary>Others take all the memory that there is for bodies.</summary>
    NoRoom,
}
