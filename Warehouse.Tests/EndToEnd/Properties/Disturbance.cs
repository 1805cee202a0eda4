namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>What befalls a sync.</summary>
public enum Disturbance
{
    /// <summary>The warehouse dies at once.</summary>
    KillWarehouse,

    /// <summary>The warehouse is asked to end.</summary>
    StopWarehouse,

    /// <summary>The source dies at once.</summary>
    KillSource,

    /// <summary>The source is asked to end.</summary>
    StopSource,

    /// <summary>PostgreSQL cuts the connections; a SQLite file is locked by another for a while.</summary>
    CutDatabase,

    /// <summary>PostgreSQL is stopped as by a power cut and started again. SQLite has no server: its writer dies.</summary>
    RestartDatabase,
}
