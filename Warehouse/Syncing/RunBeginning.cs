namespace Dixa.Warehouse.Syncing;

/// <summary>What begins a run: <c>began_by</c> of <c>_sync_runs</c>. Runs of <c>write</c> have none there, since the platform began them.</summary>
public static class RunBeginning
{
    /// <summary>Somebody called for it.</summary>
    public const string Command = "command";

    /// <summary>Its turn had come.</summary>
    public const string Schedule = "schedule";

    /// <summary>An event woke it.</summary>
    public const string Webhook = "webhook";
}
