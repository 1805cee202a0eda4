namespace Dixa.Warehouse.Syncing;

/// <summary>What one run is to do.</summary>
/// <param name="BeganBy">One of <see cref="RunBeginning"/>.</param>
/// <param name="Refreshed">The streams to read from their beginning.</param>
/// <param name="Woken">What an event asks for; null for everything that the sync reads.</param>
public sealed record SyncOrder(string BeganBy, IReadOnlyList<string> Refreshed, WokenRead? Woken = null)
{
    /// <summary>Whether somebody asks for the latest cursors of what comes.</summary>
    public bool WatchesCursors { get; init; }
}
