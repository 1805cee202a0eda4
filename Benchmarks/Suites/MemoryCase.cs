using Dixa.Benchmarks.Load;

namespace Dixa.Benchmarks.Suites;

/// <summary>What the connector reads while its memory is watched.</summary>
/// <param name="Name">The row of the table.</param>
/// <param name="Windows">How many windows a year is cut into.</param>
/// <param name="Records">Records in each window.</param>
public sealed record MemoryCase(string Name, int Windows, int Records)
{
    /// <summary>So large that 10 GB of them are fewer than the connector remembers of a window.</summary>
    private const int RecordBytes = 7_000;

    /// <summary>In a thousand conversations: one that has something to fetch, and a hundred customers.</summary>
    private const int Turn = 1_000;

    private const int Requesters = 100;

    /// <summary>Those that don't ask for every changed conversation.</summary>
    private static readonly IReadOnlyList<string> ChildStreams =
        ["conversation_messages", "conversation_notes", "conversation_ratings", "enduser_details"];

    public static IReadOnlyList<MemoryCase> All { get; } =
    [
        new("a window of 10 MB", 1, 1_430),
        new("a window of 100 MB", 1, 14_300),
        new("a window of 1 GB", 1, 143_000),
        new("a window of 10 GB", 1, 1_430_000),
        new("a window of 5 GB in a container of 128 MB", 1, 715_000) { IsContained = true },
        new("12 windows of 10 MB", 12, 1_430),
        new("365 windows of 10 MB", 365, 1_430),
        new("1,000 changed conversations, child streams", 1, 1_000) { Streams = ChildStreams },
        new("1,000,000 changed conversations, child streams", 1, 1_000_000) { Streams = ChildStreams },
        new("the same in a container of 128 MB", 1, 1_000_000) { Streams = ChildStreams, IsContained = true },
    ];

    public IReadOnlyList<string> Streams { get; init; } = ["conversations"];

    /// <summary>Whether a container's limit is what holds the memory to account.</summary>
    public bool IsContained { get; init; }

    public bool IsOfChildren => Streams == ChildStreams;

    public RecordBody Body(int records) => new(
        IsOfChildren
            ? [.. Enumerable.Range(0, Turn).Select(i => RecordShapes.Changed(hasChildren: i == 0, i % Requesters))]
            : [RecordShapes.Conversation(RecordBytes)],
        records);
}
