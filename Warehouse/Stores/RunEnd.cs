namespace Dixa.Warehouse.Stores;

/// <summary>How a run ended: what its row in <c>_sync_runs</c> says at last.</summary>
/// <param name="Status"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="Requests">How many requests the source made; null where it didn't say.</param>
/// <param name="Error">What went wrong, as it was reported to the user.</param>
public sealed record RunEnd(string Status, DateTimeOffset Time, long? Requests, string? Error)
{
    /// <summary>What is said of a sync whose row has no end although nobody holds its lock any more.</summary>
    public const string WithoutAWord = "It ended without a word: it was killed, or its machine stopped. What it had committed is kept, and the next run goes on from there.";
}
