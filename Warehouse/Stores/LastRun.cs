namespace Dixa.Warehouse.Stores;

/// <summary>The last run that has ended, as its row in <c>_sync_runs</c> says.</summary>
/// <param name="Status"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
public sealed record LastRun(string Status, DateTimeOffset BeganAt, DateTimeOffset EndedAt, long Records, string? Error);
