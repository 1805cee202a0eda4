namespace Dixa.Benchmarks.Suites;

/// <summary>What the connector reads at full speed.</summary>
/// <param name="Name">The row of the table.</param>
/// <param name="Loads">The streams, all read at once.</param>
public sealed record ThroughputCase(string Name, params IReadOnlyList<ThroughputLoad> Loads)
{
    /// <summary>Whether the server sends it compressed.</summary>
    public bool IsGzip { get; init; }

    /// <summary>The columns selected; all where none is named.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public static IReadOnlyList<ThroughputCase> All { get; } =
    [
        new("conversations of 1.5 KB, one window", ThroughputLoad.Conversations(1_500, 300_000)),
        new("the same, gzip", ThroughputLoad.Conversations(1_500, 300_000)) { IsGzip = true },
        new("the same, 6 columns selected", ThroughputLoad.Conversations(1_500, 300_000))
        {
            Columns = ["id", "created_at", "initial_channel", "requester_id", "status", "updated_at"],
        },
        new("conversations of 100 bytes", ThroughputLoad.SmallConversations(3_000_000)),
        new("conversations of 1 MB", ThroughputLoad.Conversations(1_000_000, 450)),
        new("conversations and messages at once", ThroughputLoad.Conversations(1_500, 150_000), ThroughputLoad.Messages(600, 375_000)),
        new("activity_logs, times as they are", ThroughputLoad.Activities(900_000, zone: "")),
        new("activity_logs, times normalised", ThroughputLoad.Activities(900_000, zone: "[GMT]")),
    ];
}
