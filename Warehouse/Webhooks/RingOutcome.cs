namespace Dixa.Warehouse.Webhooks;

/// <summary>What an event did when it rang.</summary>
public enum RingOutcome
{
    /// <summary>It wakes a run.</summary>
    Woke,

    /// <summary>A run was due already, which reads what it tells of too.</summary>
    Joined,

    /// <summary>It changes no row.</summary>
    Silent,

    /// <summary>Its row was not there yet: another run looks for it.</summary>
    Repeated,
}
