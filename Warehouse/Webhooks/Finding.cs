namespace Dixa.Warehouse.Webhooks;

/// <summary>What a run found of an event.</summary>
public enum Finding
{
    /// <summary>A row as late as the event has come.</summary>
    Read,

    /// <summary>None has: Dixa may show it later, or the run has failed.</summary>
    Missing,

    /// <summary>It happened before the time that the run read: an earlier run has read it, or the schedule's lookback will.</summary>
    Late,

    /// <summary>The run was not to read what it tells of: the schedule is.</summary>
    Skipped,
}
