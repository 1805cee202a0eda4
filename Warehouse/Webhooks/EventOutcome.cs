namespace Dixa.Warehouse.Webhooks;

/// <summary>What became of an event that was signed and could be read.</summary>
public enum EventOutcome
{
    /// <summary>It is committed.</summary>
    Stored,

    /// <summary>It was committed before.</summary>
    Duplicate,

    /// <summary>It may not be committed: the sender has to send it again.</summary>
    Unavailable,
}
