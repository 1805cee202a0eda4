using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Syncing;

/// <summary>How a run went.</summary>
/// <param name="Status"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="Failure">Why it did not succeed; null if it did.</param>
public sealed record SyncResult(string Status, string? Failure)
{
    /// <summary>The catalog that the source has; null where it could not say.</summary>
    public JsonObject? Discovered { get; init; }

    /// <summary>The streams that were read.</summary>
    public IReadOnlyList<SyncedStream> Streams { get; init; } = [];

    public long? Requests { get; init; }

    /// <summary>Requests to the Exports API; null where the source doesn't say.</summary>
    public long? ExportsRequests { get; init; }

    /// <summary>Requests that were answered with 429.</summary>
    public long? RateLimited { get; init; }

    public long Records => Streams.Sum(stream => stream.Records);
}

/// <summary>What became of a stream.</summary>
/// <param name="Records">How many are committed.</param>
/// <param name="State">The last state that was committed, or that its rows were; null for none.</param>
/// <param name="Newest">The latest of its records' cursors, where they are times.</param>
public sealed record SyncedStream(StreamName Name, bool IsComplete, long Records, string? State, DateTimeOffset? Newest);
